-- access_log.list
select "audit_log"."seq", "audit_log"."id", "audit_log"."at", "audit_log"."actor_user_id", "audit_log"."action", "audit_log"."ip", "audit_log"."details", "users"."display_name" as "actor_name"
  from "audit_log"
  left join "users" on "users"."id" = "audit_log"."actor_user_id"
  where "audit_log"."seq" < ?
  and ("audit_log"."actor_user_id" = ?
  or "audit_log"."target_id" = ?)
  order by "audit_log"."seq" desc
  limit cast(? as integer);

-- admin_count.activation
select (select count(*) as "n"
  from "users") as "people", (select count(distinct user_id) as "n"
  from "sessions"
  where "last_seen_at" >= ?) as "seen", (select count(distinct user_id) as "n"
  from "conversations") as "asked", (select count(distinct user_id) as "n"
  from "omi_links"
  where "status" = ?) as "linked", (select count(distinct user_id) as "n"
  from "utterances") as "spoke", (select cast(coalesce(sum(messages), 0) as bigint) as "n"
  from "model_usage") as "messages", (select count(*) as "n"
  from "conversations") as "conversations";

-- admin_count.outbox
select "status", count(*) as "count", min(due_at) as "oldest_due_at"
  from "outbox"
  where "status" != ?
  group by "status";

-- admin_stream.find
select "id", "user_id", "conversation_id", "message_id", "provider", "model", "owner", "started_at"
  from "runs"
  where "id" = ?;

-- admin_stream.list
select "id", "user_id", "conversation_id", "message_id", "provider", "model", "owner", "started_at"
  from "runs"
  where "status" = 'streaming'
  and "id" < ?
  order by "id" desc
  limit cast(? as integer);

-- admin_user.find
select "users"."id", "email", "display_name", "role", "status", "users"."created_at", (select max("last_seen_at") as "last_seen_at"
  from "sessions"
  where "sessions"."user_id" = "users"."id") as "last_seen_at", (select count(*) as "count"
  from "conversations"
  where "conversations"."user_id" = "users"."id") as "conversations", (select count(*) as "count"
  from "conversations"
  inner join "messages" on "messages"."conversation_id" = "conversations"."id"
  where "conversations"."user_id" = "users"."id") as "messages", (select count(*) as "count"
  from "omi_links"
  where "omi_links"."user_id" = "users"."id"
  and "omi_links"."status" = ?) as "omi_links"
  from "users"
  where "users"."id" = ?;

-- admin_user.list
select "users"."id", "email", "display_name", "role", "status", "users"."created_at", (select max("last_seen_at") as "last_seen_at"
  from "sessions"
  where "sessions"."user_id" = "users"."id") as "last_seen_at"
  from "users"
  where "users"."id" < ?
  order by "users"."id" desc
  limit cast(? as integer);

-- admin_user.list_of_status
select "users"."id", "email", "display_name", "role", "status", "users"."created_at", (select max("last_seen_at") as "last_seen_at"
  from "sessions"
  where "sessions"."user_id" = "users"."id") as "last_seen_at"
  from "users"
  where "users"."id" < ?
  and "status" = ?
  order by "users"."id" desc
  limit cast(? as integer);

-- admin_user.search
select "users"."id", "email", "display_name", "role", "status", "users"."created_at", (select max("last_seen_at") as "last_seen_at"
  from "sessions"
  where "sessions"."user_id" = "users"."id") as "last_seen_at"
  from "users"
  where "users"."id" < ?
  and ("email" like ? escape '\'
  or lower("display_name") like ? escape '\')
  order by "users"."id" desc
  limit cast(? as integer);

-- admin_user.search_of_status
select "users"."id", "email", "display_name", "role", "status", "users"."created_at", (select max("last_seen_at") as "last_seen_at"
  from "sessions"
  where "sessions"."user_id" = "users"."id") as "last_seen_at"
  from "users"
  where "users"."id" < ?
  and "status" = ?
  and ("email" like ? escape '\'
  or lower("display_name") like ? escape '\')
  order by "users"."id" desc
  limit cast(? as integer);

-- agent_event.count_open_tasks
select count(*) as "count"
  from "agent_events"
  where "user_id" = ?
  and "type" = ?
  and "status" = ?;

-- agent_event.delete
delete
  from "agent_events"
  where "id" = ?
  and "user_id" = ?;

-- agent_event.find
select *
  from "agent_events"
  where "id" = ?
  and "user_id" = ?;

-- agent_event.insert
insert into "agent_events" ("id", "user_id", "type", "payload", "status", "source", "source_message_id", "due_at", "completed_at", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- agent_event.list
select *
  from "agent_events"
  where "user_id" = ?
  and "id" < ?
  and (cast(? as bigint) is null
  or "due_at" < cast(? as bigint))
  order by "id" desc
  limit cast(? as integer);

-- agent_event.list_of_status
select *
  from "agent_events"
  where "user_id" = ?
  and "status" = ?
  and "id" < ?
  and (cast(? as bigint) is null
  or "due_at" < cast(? as bigint))
  order by "id" desc
  limit cast(? as integer);

-- agent_event.list_of_type
select *
  from "agent_events"
  where "user_id" = ?
  and "type" = ?
  and "id" < ?
  and (cast(? as bigint) is null
  or "due_at" < cast(? as bigint))
  order by "id" desc
  limit cast(? as integer);

-- agent_event.list_of_type_and_status
select *
  from "agent_events"
  where "user_id" = ?
  and "type" = ?
  and "status" = ?
  and "id" < ?
  and (cast(? as bigint) is null
  or "due_at" < cast(? as bigint))
  order by "id" desc
  limit cast(? as integer);

-- agent_event.lock
update "agent_events"
  set "user_id" = "user_id"
  where "id" = ?
  and "user_id" = ?;

-- agent_event.open_tasks
select *
  from "agent_events"
  where "user_id" = ?
  and "type" = ?
  and "status" = ?
  order by "due_at" asc nulls last, "id"
  limit cast(? as integer);

-- agent_event.update
update "agent_events"
  set "payload" = ?, "status" = ?, "due_at" = ?, "completed_at" = ?, "updated_at" = ?
  where "id" = ?
  and "user_id" = ?;

-- answer_place.find
select "conversations"."space", "windows"."slot"
  from "conversations"
  left join "windows" on "windows"."conversation_id" = "conversations"."id"
  and "windows"."user_id" = "conversations"."user_id"
  where "conversations"."id" = ?
  and "conversations"."user_id" = ?
  order by "windows"."slot"
  limit cast(? as integer);

-- api_key.find_active
select "api_keys"."id", "api_keys"."scope", "api_keys"."last_used_at", "users"."id" as "user_id", "users"."email", "users"."display_name", "users"."role", "users"."created_at"
  from "api_keys"
  inner join "users" on "users"."id" = "api_keys"."user_id"
  where "api_keys"."key_hash" = ?
  and ("api_keys"."expires_at" is null
  or "api_keys"."expires_at" > ?)
  and "users"."status" = ?;

-- api_key.insert
insert into "api_keys" ("id", "user_id", "name", "scope", "key_hash", "created_at", "last_used_at", "expires_at")
  values (?, ?, ?, ?, ?, ?, ?, ?);

-- api_key.list
select *
  from "api_keys"
  where "user_id" = ?
  order by "id" desc;

-- api_key.remove
delete
  from "api_keys"
  where "id" = ?
  and "user_id" = ?;

-- api_key.remove_all
delete
  from "api_keys"
  where "user_id" = ?
  returning "id";

-- api_key.touch
update "api_keys"
  set "last_used_at" = ?
  where "id" = ?;

-- audit.advance_head
update "audit_head"
  set "seq" = "seq" + ?
  where "id" = ?
  returning "seq", "hash";

-- audit.find_by_seq
select "seq", "hash"
  from "audit_log"
  where "seq" = ?;

-- audit.find_first
select "seq", "at"
  from "audit_log"
  order by "seq"
  limit cast(? as integer);

-- audit.find_head
select "seq", "hash"
  from "audit_head"
  where "id" = ?;

-- audit.find_last_before
select "seq", "hash"
  from "audit_log"
  where "at" < ?
  order by "seq" desc
  limit cast(? as integer);

-- audit.insert
insert into "audit_log" ("seq", "id", "at", "actor_user_id", "action", "target_type", "target_id", "ip", "request_id", "details", "prev_hash", "hash")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- audit.list_after
select *
  from "audit_log"
  where "seq" > ?
  order by "seq"
  limit cast(? as integer);

-- audit.remove_through
delete
  from "audit_log"
  where "seq" <= ?;

-- audit.seal_head
update "audit_head"
  set "hash" = ?
  where "id" = ?;

-- audit.search_newest
select *
  from "audit_log"
  where "seq" < ?
  and "at" >= ?
  and "at" < ?
  order by "seq" desc
  limit cast(? as integer);

-- audit.search_newest_action
select *
  from "audit_log"
  where "seq" < ?
  and "at" >= ?
  and "at" < ?
  and ("action" = ?
  or "action" like ? escape '\')
  order by "seq" desc
  limit cast(? as integer);

-- audit.search_newest_action_target
select *
  from "audit_log"
  where "seq" < ?
  and "at" >= ?
  and "at" < ?
  and ("action" = ?
  or "action" like ? escape '\')
  and "target_id" = ?
  order by "seq" desc
  limit cast(? as integer);

-- audit.search_newest_actor
select *
  from "audit_log"
  where "seq" < ?
  and "at" >= ?
  and "at" < ?
  and "actor_user_id" = ?
  order by "seq" desc
  limit cast(? as integer);

-- audit.search_newest_actor_action
select *
  from "audit_log"
  where "seq" < ?
  and "at" >= ?
  and "at" < ?
  and "actor_user_id" = ?
  and ("action" = ?
  or "action" like ? escape '\')
  order by "seq" desc
  limit cast(? as integer);

-- audit.search_newest_actor_action_target
select *
  from "audit_log"
  where "seq" < ?
  and "at" >= ?
  and "at" < ?
  and "actor_user_id" = ?
  and ("action" = ?
  or "action" like ? escape '\')
  and "target_id" = ?
  order by "seq" desc
  limit cast(? as integer);

-- audit.search_newest_actor_target
select *
  from "audit_log"
  where "seq" < ?
  and "at" >= ?
  and "at" < ?
  and "actor_user_id" = ?
  and "target_id" = ?
  order by "seq" desc
  limit cast(? as integer);

-- audit.search_newest_target
select *
  from "audit_log"
  where "seq" < ?
  and "at" >= ?
  and "at" < ?
  and "target_id" = ?
  order by "seq" desc
  limit cast(? as integer);

-- audit.search_oldest
select *
  from "audit_log"
  where "seq" > ?
  and "at" >= ?
  and "at" < ?
  order by "seq" asc
  limit cast(? as integer);

-- audit.search_oldest_action
select *
  from "audit_log"
  where "seq" > ?
  and "at" >= ?
  and "at" < ?
  and ("action" = ?
  or "action" like ? escape '\')
  order by "seq" asc
  limit cast(? as integer);

-- audit.search_oldest_action_target
select *
  from "audit_log"
  where "seq" > ?
  and "at" >= ?
  and "at" < ?
  and ("action" = ?
  or "action" like ? escape '\')
  and "target_id" = ?
  order by "seq" asc
  limit cast(? as integer);

-- audit.search_oldest_actor
select *
  from "audit_log"
  where "seq" > ?
  and "at" >= ?
  and "at" < ?
  and "actor_user_id" = ?
  order by "seq" asc
  limit cast(? as integer);

-- audit.search_oldest_actor_action
select *
  from "audit_log"
  where "seq" > ?
  and "at" >= ?
  and "at" < ?
  and "actor_user_id" = ?
  and ("action" = ?
  or "action" like ? escape '\')
  order by "seq" asc
  limit cast(? as integer);

-- audit.search_oldest_actor_action_target
select *
  from "audit_log"
  where "seq" > ?
  and "at" >= ?
  and "at" < ?
  and "actor_user_id" = ?
  and ("action" = ?
  or "action" like ? escape '\')
  and "target_id" = ?
  order by "seq" asc
  limit cast(? as integer);

-- audit.search_oldest_actor_target
select *
  from "audit_log"
  where "seq" > ?
  and "at" >= ?
  and "at" < ?
  and "actor_user_id" = ?
  and "target_id" = ?
  order by "seq" asc
  limit cast(? as integer);

-- audit.search_oldest_target
select *
  from "audit_log"
  where "seq" > ?
  and "at" >= ?
  and "at" < ?
  and "target_id" = ?
  order by "seq" asc
  limit cast(? as integer);

-- blob.claim
insert into "blobs" ("sha256", "key", "bytes", "kept_until")
  values (?, ?, ?, ?)
  on conflict ("sha256") do update
  set "kept_until" = "excluded"."kept_until"
  returning "key";

-- blob.delete_ended
delete
  from "blobs"
  where "sha256" = ?
  and "kept_until" < ?
  and not exists (select "files"."id"
  from "files"
  where "files"."sha256" = "blobs"."sha256");

-- blob.find_key
select "key"
  from "blobs"
  where "sha256" = ?;

-- blob.hold
update "blobs"
  set "kept_until" = ?
  where "sha256" = ?
  and "key" = ?;

-- blob.list_ended
select "sha256", "key"
  from "blobs"
  where "kept_until" < ?
  and not exists (select "files"."id"
  from "files"
  where "files"."sha256" = "blobs"."sha256")
  limit cast(? as integer);

-- conversation_export.branch
with recursive "branch" as (select "id", "parent_id", 1 as "depth"
  from "messages"
  where "id" = ?
  and "conversation_id" = ?
  and "user_id" = ?
  union all select "messages"."id", "messages"."parent_id", branch.depth + 1 as "depth"
  from "messages"
  inner join "branch" on "branch"."parent_id" = "messages"."id") select "id"
  from "branch"
  order by "depth" desc;

-- conversation_export.list
select *
  from "messages"
  where "conversation_id" = ?
  and "user_id" = ?
  and "id" > ?
  order by "id"
  limit cast(? as integer);

-- conversation_import.advance
update "conversation_imports"
  set "source" = ?, "bytes_read" = ?, "imported" = ?, "updated" = ?, "skipped" = ?, "failed" = ?, "messages" = ?, "failures" = ?, "updated_at" = ?
  where "id" = ?
  and "user_id" = ?
  and "status" = ?;

-- conversation_import.all_running
select "id"
  from "conversation_imports"
  where "status" = ?;

-- conversation_import.end
update "conversation_imports"
  set "status" = ?, "error" = ?, "updated_at" = ?
  where "id" = ?
  and "user_id" = ?
  and "status" = ?;

-- conversation_import.find
select *
  from "conversation_imports"
  where "id" = ?
  and "user_id" = ?;

-- conversation_import.imported
select "conversation_id"
  from "imported_conversations"
  where "user_id" = ?
  and "source" = ?
  and "source_id" = ?;

-- conversation_import.insert
insert into "conversation_imports" ("id", "user_id", "status", "bytes", "bytes_read", "imported", "updated", "skipped", "failed", "messages", "failures", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict do nothing;

-- conversation_import.list
select *
  from "conversation_imports"
  where "user_id" = ?
  and "id" < ?
  order by "id" desc
  limit cast(? as integer);

-- conversation_import.messages
select "id", "client_message_id"
  from "messages"
  where "conversation_id" = ?
  and "user_id" = ?
  and "source" = ?;

-- conversation_import.remember
insert into "imported_conversations" ("user_id", "source", "source_id", "conversation_id", "created_at")
  values (?, ?, ?, ?, ?)
  on conflict do nothing;

-- conversation_import.running
select "id"
  from "conversation_imports"
  where "user_id" = ?
  and "status" = ?;

-- conversation.delete
delete
  from "conversations"
  where "id" = ?
  and "user_id" = ?;

-- conversation.delete_due
delete
  from "conversations"
  where "conversations"."id" = ?
  and ("conversations"."user_id" = ?
  and "conversations"."space" = ?
  and "conversations"."updated_at" < ?
  and "conversations"."pinned_at" is null
  and not exists (select "runs"."id"
  from "runs"
  where "runs"."conversation_id" = "conversations"."id"
  and "runs"."status" = ?)
  and not exists (select "follow_ups"."id"
  from "follow_ups"
  where "follow_ups"."conversation_id" = "conversations"."id"
  and "follow_ups"."delivered_at" is null));

-- conversation.delete_expired
delete
  from "conversations"
  where "id" in (select "id"
  from "conversations"
  where "expires_at" <= ?
  and not exists (select "runs"."id"
  from "runs"
  where "runs"."conversation_id" = "conversations"."id"
  and "runs"."status" = ?)
  limit cast(? as integer));

-- conversation.entitle
update "conversations"
  set "title" = ?, "title_origin" = ?
  where "id" = ?
  and "user_id" = ?
  and "title_origin" = ?
  and "expires_at" is null;

-- conversation.find
select *
  from "conversations"
  where "id" = ?
  and "user_id" = ?;

-- conversation.insert
insert into "conversations" ("id", "user_id", "title", "space", "provider", "model", "system_prompt", "pinned_at", "archived_at", "expires_at", "title_origin", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- conversation.list
select *
  from "conversations"
  where "user_id" = ?
  and "expires_at" is null
  and "archived_at" is null
  and ("updated_at", "id") < (?, ?)
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- conversation.list_archived
select *
  from "conversations"
  where "user_id" = ?
  and "expires_at" is null
  and "archived_at" is not null
  and ("updated_at", "id") < (?, ?)
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- conversation.list_archived_of_space
select *
  from "conversations"
  where "user_id" = ?
  and "expires_at" is null
  and "archived_at" is not null
  and ("updated_at", "id") < (?, ?)
  and "space" = ?
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- conversation.list_archived_pinned
select *
  from "conversations"
  where "user_id" = ?
  and "expires_at" is null
  and "archived_at" is not null
  and ("updated_at", "id") < (?, ?)
  and "pinned_at" is not null
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- conversation.list_archived_pinned_of_space
select *
  from "conversations"
  where "user_id" = ?
  and "expires_at" is null
  and "archived_at" is not null
  and ("updated_at", "id") < (?, ?)
  and "space" = ?
  and "pinned_at" is not null
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- conversation.list_archived_unpinned
select *
  from "conversations"
  where "user_id" = ?
  and "expires_at" is null
  and "archived_at" is not null
  and ("updated_at", "id") < (?, ?)
  and "pinned_at" is null
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- conversation.list_archived_unpinned_of_space
select *
  from "conversations"
  where "user_id" = ?
  and "expires_at" is null
  and "archived_at" is not null
  and ("updated_at", "id") < (?, ?)
  and "space" = ?
  and "pinned_at" is null
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- conversation.list_of_space
select *
  from "conversations"
  where "user_id" = ?
  and "expires_at" is null
  and "archived_at" is null
  and ("updated_at", "id") < (?, ?)
  and "space" = ?
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- conversation.list_pinned
select *
  from "conversations"
  where "user_id" = ?
  and "expires_at" is null
  and "archived_at" is null
  and ("updated_at", "id") < (?, ?)
  and "pinned_at" is not null
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- conversation.list_pinned_of_space
select *
  from "conversations"
  where "user_id" = ?
  and "expires_at" is null
  and "archived_at" is null
  and ("updated_at", "id") < (?, ?)
  and "space" = ?
  and "pinned_at" is not null
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- conversation.list_unpinned
select *
  from "conversations"
  where "user_id" = ?
  and "expires_at" is null
  and "archived_at" is null
  and ("updated_at", "id") < (?, ?)
  and "pinned_at" is null
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- conversation.list_unpinned_of_space
select *
  from "conversations"
  where "user_id" = ?
  and "expires_at" is null
  and "archived_at" is null
  and ("updated_at", "id") < (?, ?)
  and "space" = ?
  and "pinned_at" is null
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- conversation.lock
update "conversations"
  set "user_id" = "user_id"
  where "id" = ?
  and "user_id" = ?;

-- conversation.touch
update "conversations"
  set "updated_at" = ?, "expires_at" = case when "expires_at" is not null then cast(? as bigint) end
  where "id" = ?
  and "user_id" = ?;

-- conversation.update
update "conversations"
  set "title" = ?, "title_origin" = ?, "space" = ?, "provider" = ?, "model" = ?, "system_prompt" = ?, "pinned_at" = ?, "archived_at" = ?, "expires_at" = ?
  where "id" = ?
  and "user_id" = ?;

-- expo_push_token.find
select *
  from "expo_push_tokens"
  where "session_id" = ?
  and "user_id" = ?;

-- expo_push_token.forget
delete
  from "expo_push_tokens"
  where "token" = ?
  and "user_id" = ?;

-- expo_push_token.forget_all
delete
  from "expo_push_tokens";

-- expo_push_token.put
insert into "expo_push_tokens" ("session_id", "user_id", "token", "language", "created_at")
  values (?, ?, ?, ?, ?)
  on conflict ("session_id") do update
  set "token" = ?, "language" = ?, "created_at" = ?;

-- expo_push_token.release
delete
  from "expo_push_tokens"
  where "token" = ?
  and "session_id" != ?;

-- expo_push_token.remove
delete
  from "expo_push_tokens"
  where "session_id" = ?
  and "user_id" = ?;

-- expo_push_token.sessions_of
select "session_id"
  from "expo_push_tokens"
  where "user_id" = ?;

-- file.attach
insert into "message_files" ("message_id", "position", "file_id", "user_id")
  values (?, ?, ?, ?);

-- file.copy_attached
insert into "message_files" ("message_id", "position", "file_id", "user_id") select cast(? as text) as "message_id", "position", "file_id", "user_id"
  from "message_files"
  where "message_id" = ?
  and "user_id" = ?;

-- file.delete
delete
  from "files"
  where "id" = ?
  and "user_id" = ?;

-- file.delete_unused
delete
  from "files"
  where "kept_until" < ?
  and "id" in (select "files"."id"
  from "files"
  where "files"."kept_until" < ?
  and not exists (select "message_files"."file_id"
  from "message_files"
  where "message_files"."file_id" = "files"."id")
  limit cast(? as integer));

-- file.find
select "files"."id", "files"."user_id", "files"."sha256", "files"."name", "files"."media_type", "files"."kind", "files"."bytes", "files"."created_at", "blobs"."key"
  from "files"
  inner join "blobs" on "blobs"."sha256" = "files"."sha256"
  where "files"."id" = ?
  and "files"."user_id" = ?;

-- file.insert
insert into "files" ("id", "user_id", "sha256", "name", "media_type", "kind", "bytes", "text", "kept_until", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- file.list
select "files"."id", "files"."user_id", "files"."sha256", "files"."name", "files"."media_type", "files"."kind", "files"."bytes", "files"."created_at"
  from "files"
  where "user_id" = ?
  and "id" < ?
  order by "id" desc
  limit cast(? as integer);

-- file.of_message
select "files"."id", "files"."user_id", "files"."sha256", "files"."name", "files"."media_type", "files"."kind", "files"."bytes", "files"."created_at", "files"."text", "blobs"."key"
  from "message_files"
  inner join "files" on "files"."id" = "message_files"."file_id"
  inner join "blobs" on "blobs"."sha256" = "files"."sha256"
  where "message_files"."message_id" = ?
  and "message_files"."user_id" = ?
  order by "message_files"."position";

-- file.take_turn
update "users"
  set "updated_at" = "updated_at"
  where "id" = ?;

-- file.use
update "files"
  set "kept_until" = ?
  where "id" = ?
  and "user_id" = ?
  returning "id", "user_id", "sha256", "name", "media_type", "kind", "bytes", "created_at";

-- file.use_attached
update "files"
  set "kept_until" = ?
  where "user_id" = ?
  and "id" in (select "file_id"
  from "message_files"
  where "message_id" = ?);

-- file.used
select count(*) as "files", cast(coalesce(sum("bytes"), 0) as bigint) as "bytes"
  from "files"
  where "user_id" = ?;

-- follow_up.delete_waiting
delete
  from "follow_ups"
  where "id" = ?
  and "user_id" = ?
  and "delivered_at" is null;

-- follow_up.find
select *
  from "follow_ups"
  where "id" = ?
  and "user_id" = ?;

-- follow_up.insert
insert into "follow_ups" ("id", "user_id", "conversation_id", "message", "deliver_at", "created_at")
  values (?, ?, ?, ?, ?, ?);

-- follow_up.list
select *
  from "follow_ups"
  where "user_id" = ?
  and "id" < ?
  order by "id" desc
  limit cast(? as integer);

-- follow_up.mark_delivered
update "follow_ups"
  set "delivered_at" = ?
  where "id" = ?
  and "user_id" = ?
  and "delivered_at" is null returning *;

-- idempotency.claim
insert into "idempotency_keys" ("user_id", "route", "key", "body_hash", "created_at")
  values (?, ?, ?, ?, ?)
  on conflict ("user_id", "route", "key") do nothing;

-- idempotency.find
select "body_hash", "response"
  from "idempotency_keys"
  where "user_id" = ?
  and "route" = ?
  and "key" = ?;

-- idempotency.keep
update "idempotency_keys"
  set "status_code" = ?, "response" = ?
  where "user_id" = ?
  and "route" = ?
  and "key" = ?;

-- idempotency.release
delete
  from "idempotency_keys"
  where "user_id" = ?
  and "route" = ?
  and "key" = ?;

-- idempotency.remove_expired
delete
  from "idempotency_keys"
  where "created_at" <= ?;

-- identity.find
select *
  from "identities"
  where "issuer" = ?
  and "subject" = ?;

-- identity.insert
insert into "identities" ("issuer", "subject", "user_id", "provider", "created_at", "last_used_at")
  values (?, ?, ?, ?, ?, ?)
  on conflict ("issuer", "subject") do nothing;

-- identity.list
select *
  from "identities"
  where "user_id" = ?
  order by "created_at";

-- identity.remove_of_provider
delete
  from "identities"
  where "user_id" = ?
  and "provider" = ?;

-- identity.touch
update "identities"
  set "last_used_at" = ?
  where "issuer" = ?
  and "subject" = ?;

-- instance_state.find
select "value"
  from "instance_state"
  where "key" = ?;

-- instance_state.put
insert into "instance_state" ("key", "value", "updated_at")
  values (?, ?, ?)
  on conflict ("key") do update
  set "value" = ?, "updated_at" = ?;

-- instance_state.remove
delete
  from "instance_state"
  where "key" = ?;

-- instance_state.take_before_first_user
delete
  from "instance_state"
  where "key" = ?
  and "value" = ?
  and not exists (select "id"
  from "users")
  returning "key";

-- invite.find_usable
select "id"
  from "invites"
  where "code_hash" = ?
  and "uses" < "max_uses"
  and ("expires_at" is null
  or "expires_at" > ?)
  and ("email" is null
  or "email" = ?);

-- invite.insert
insert into "invites" ("id", "code_hash", "role", "email", "max_uses", "uses", "quota", "expires_at", "created_by", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- invite.list
select "id", "role", "email", "max_uses", "uses", "quota", "expires_at", "created_by", "created_at"
  from "invites"
  where "id" < ?
  order by "id" desc
  limit cast(? as integer);

-- invite.redeem
update "invites"
  set "uses" = "uses" + ?
  where "code_hash" = ?
  and "uses" < "max_uses"
  and ("expires_at" is null
  or "expires_at" > ?)
  and ("email" is null
  or "email" = ?)
  returning "id", "role", "quota";

-- invite.remove
delete
  from "invites"
  where "id" = ?;

-- memory.count
select count(*) as "count"
  from "memories"
  where "user_id" = ?
  and "status" = ?;

-- memory.delete
delete
  from "memories"
  where "id" = ?
  and "user_id" = ?;

-- memory.find
select "memories"."id", "memories"."user_id", "memories"."text", "memories"."status", "memories"."source", "memories"."source_message_id", "memories"."created_at", "memories"."updated_at", "messages"."conversation_id" as "source_conversation_id"
  from "memories"
  left join "messages" on "messages"."id" = "memories"."source_message_id"
  where "memories"."id" = ?
  and "memories"."user_id" = ?;

-- memory.insert
insert into "memories" ("id", "user_id", "text", "status", "source", "source_message_id", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?);

-- memory.list
select "memories"."id", "memories"."user_id", "memories"."text", "memories"."status", "memories"."source", "memories"."source_message_id", "memories"."created_at", "memories"."updated_at", "messages"."conversation_id" as "source_conversation_id"
  from "memories"
  left join "messages" on "messages"."id" = "memories"."source_message_id"
  where "memories"."user_id" = ?
  and "memories"."status" = ?
  and "memories"."id" < ?
  order by "memories"."id" desc
  limit cast(? as integer);

-- memory.lock
update "memories"
  set "user_id" = "user_id"
  where "id" = ?
  and "user_id" = ?;

-- memory.newest
select "id", "text"
  from "memories"
  where "user_id" = ?
  and "status" = ?
  order by "id" desc
  limit cast(? as integer);

-- memory.rank
select "memories"."id", "memories"."user_id", "memories"."text", "memories"."status", "memories"."source", "memories"."source_message_id", "memories"."created_at", "memories"."updated_at"
  from "memories"
  inner join (select rowid as short_key, bm25("memories_text", 0, 1) as rank
  from "memories_text"
  where "memories_text" match 'user_id : "' || ? || '" AND text : (' || ? || ')') as "hit" on "hit"."short_key" = "memories"."short_key"
  where "memories"."user_id" = ?
  and "memories"."status" = ?
  order by "hit"."rank", "memories"."id" desc
  limit cast(? as integer);

-- memory.search
select "memories"."id", "memories"."user_id", "memories"."text", "memories"."status", "memories"."source", "memories"."source_message_id", "memories"."created_at", "memories"."updated_at", "messages"."conversation_id" as "source_conversation_id"
  from "memories"
  left join "messages" on "messages"."id" = "memories"."source_message_id"
  inner join (select rowid as short_key, bm25("memories_text", 0, 1) as rank
  from "memories_text"
  where "memories_text" match 'user_id : "' || ? || '" AND text : (' || ? || ')') as "hit" on "hit"."short_key" = "memories"."short_key"
  where "memories"."user_id" = ?
  and "memories"."status" = ?
  and "memories"."id" < ?
  order by "memories"."id" desc
  limit cast(? as integer);

-- memory.suggested_from
select "id"
  from "memories"
  where "source_message_id" = ?
  and "user_id" = ?
  and "source" = ?
  limit cast(? as integer);

-- memory.update
update "memories"
  set "text" = ?, "status" = ?, "updated_at" = ?
  where "id" = ?
  and "user_id" = ?;

-- message_search.entries
select "e"."short_key", "e"."message_id", "m"."role", "m"."created_at" as "written_at", "c"."id" as "conversation_id", "c"."title", "c"."space", "c"."archived_at", "c"."created_at" as "conversation_created_at"
  from (select rowid as short_key
  from search_index
  where search_index match ?
       
  and rowid >= ?
  and rowid < ?
  order by rowid desc
  limit ?) as "hit"
  inner join "search_entries" as "e" on "e"."short_key" = "hit"."short_key"
  left join "messages" as "m" on "m"."id" = "e"."message_id"
  left join "conversations" as "c" on "c"."id" = coalesce("e"."conversation_id", "m"."conversation_id")
  and "c"."user_id" = ?
  and "c"."expires_at" is null
  order by "e"."short_key" desc;

-- message_search.eras
select "era"
  from "search_eras"
  where "user_id" = ?
  and "era" >= ?
  and "era" <= ?
  order by "era" desc;

-- message_search.text
select substr(text, 1, 100000) as "text"
  from "messages"
  where "id" = ?
  and "user_id" = ?;

-- message_search.titles
select "c".*
  from (select rowid as short_key
  from search_index
  where search_index match ?) as "hit" cross join "search_entries" as "e" cross join "conversations" as "c"
  where "e"."short_key" = "hit"."short_key"
  and "c"."id" = "e"."conversation_id"
  and "c"."user_id" = ?
  and "c"."expires_at" is null
  and case when c.archived_at is null then 'no' else 'yes' end like ?
  and case when c.pinned_at is null then 'no' else 'yes' end like ?
  and "c"."space" like ?
  and ("c"."updated_at", "c"."id") < (?, ?)
  order by "c"."updated_at" desc, "c"."id" desc
  limit cast(? as integer);

-- message.branch
with recursive "branch" as (select "id", "parent_id", 1 as "depth"
  from "messages"
  where "id" = ?
  and "conversation_id" = ?
  and "user_id" = ?
  union all select "messages"."id", "messages"."parent_id", branch.depth + 1 as "depth"
  from "messages"
  inner join "branch" on "branch"."parent_id" = "messages"."id"
  where "branch"."depth" < ?) select "messages".*
  from "branch"
  inner join "messages" on "messages"."id" = "branch"."id"
  order by "branch"."depth";

-- message.children
select "id"
  from "messages"
  where "parent_id" = ?
  and "user_id" = ?
  order by "id";

-- message.copy
insert into "messages" ("id", "conversation_id", "parent_id", "user_id", "role", "text", "status", "source", "provider_meta", "error", "pinned_at", "files", "created_at", "updated_at") select cast(? as text) as "id", cast(? as text) as "conversation_id", cast(? as text) as "parent_id", "user_id", "role", "text", "status", "source", "provider_meta", "error", "pinned_at", "files", "created_at", "updated_at"
  from "messages"
  where "id" = ?
  and "user_id" = ?;

-- message.delete_pieces
delete
  from "message_pieces"
  where "run_key" = (select "short_key"
  from "runs"
  where "message_id" = ?);

-- message.depth
with recursive "branch" as (select "id", "parent_id"
  from "messages"
  where "id" = ?
  and "user_id" = ?
  union all select "messages"."id", "messages"."parent_id"
  from "messages"
  inner join "branch" on "branch"."parent_id" = "messages"."id") select count(*) as "count"
  from "branch";

-- message.find
select *
  from "messages"
  where "id" = ?
  and "user_id" = ?;

-- message.find_by_client_id
select *
  from "messages"
  where "user_id" = ?
  and "client_message_id" = ?;

-- message.finish_pieces
update "messages"
  set "text" = coalesce(((select string_agg(p.text, ''
  order by p.start) as "text"
  from "message_pieces" as "p"
  inner join "runs" on "runs"."short_key" = "p"."run_key"
  where "runs"."message_id" = ?
  and "p"."start" < ?)), '') || ?, "status" = ?, "provider_meta" = ?, "error" = ?, "updated_at" = ?
  where "id" = ?
  and "user_id" = ?;

-- message.finish_whole
update "messages"
  set "text" = ?, "status" = ?, "provider_meta" = ?, "error" = ?, "updated_at" = ?
  where "id" = ?
  and "user_id" = ?;

-- message.insert
insert into "messages" ("id", "conversation_id", "user_id", "parent_id", "role", "text", "status", "source", "provider_meta", "error", "client_message_id", "body_hash", "files", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict do nothing;

-- message.insert_piece
insert into "message_pieces" ("run_key", "start", "text") select "runs"."short_key", cast(? as integer) as "start", cast(? as text) as "text"
  from "runs"
  where "runs"."id" = ?
  and "runs"."epoch" = ?
  and "runs"."status" = ?
  on conflict ("run_key", "start") do update
  set "text" = "excluded"."text";

-- message.newest
select "id"
  from "messages"
  where "conversation_id" = ?
  and "user_id" = ?
  order by "id" desc
  limit cast(? as integer);

-- message.newest_below
with recursive "below" as (select "id"
  from "messages"
  where "id" = ?
  and "conversation_id" = ?
  and "user_id" = ?
  union all select "messages"."id"
  from "messages"
  inner join "below" on "below"."id" = "messages"."parent_id") select "id"
  from "below"
  order by "id" desc
  limit cast(? as integer);

-- message.path
with recursive "branch" as (select "id", "parent_id", "status", "files", 1 as "depth"
  from "messages"
  where "id" = ?
  and "conversation_id" = ?
  and "user_id" = ?
  union all select "messages"."id", "messages"."parent_id", "messages"."status", "messages"."files", branch.depth + 1 as "depth"
  from "messages"
  inner join "branch" on "branch"."parent_id" = "messages"."id"
  where "branch"."depth" < ?) select "id", "status", "files" is not null as "has_files"
  from "branch"
  order by "depth" desc;

-- message.pieces
select "p"."start", "p"."text"
  from "runs"
  inner join "message_pieces" as "p" on "p"."run_key" = "runs"."short_key"
  where "runs"."message_id" = ?
  order by "p"."start";

-- message.pieces_from
select "p"."start", "p"."text"
  from "runs"
  inner join "message_pieces" as "p" on "p"."run_key" = "runs"."short_key"
  where "runs"."message_id" = ?
  and "p"."start" >= coalesce((select max("first"."start") as "start"
  from "message_pieces" as "first"
  where "first"."run_key" = "runs"."short_key"
  and "first"."start" <= ?), 0)
  and "p"."start" < ?
  order by "p"."start";

-- message.pin
update "messages"
  set "pinned_at" = ?
  where "id" = ?
  and "user_id" = ?;

-- message.roots
select "id"
  from "messages"
  where "conversation_id" = ?
  and "parent_id" is null
  and "user_id" = ?
  order by "id";

-- message.span
select *
  from "messages"
  where "conversation_id" = ?
  and "user_id" = ?
  and "id" <= ?
  order by "id" desc
  limit cast(? as integer);

-- notification.find
select *
  from "notifications"
  where "id" = ?
  and "user_id" = ?;

-- notification.insert
insert into "notifications" ("id", "user_id", "kind", "channel", "status", "text", "conversation_id", "cause_key", "reason", "created_at", "sent_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("user_id", "cause_key", "channel") do nothing;

-- notification.list
select *
  from "notifications"
  where "user_id" = ?
  and "id" < ?
  order by "id" desc
  limit cast(? as integer);

-- notification.mark_sent
update "notifications"
  set "status" = ?, "channel" = ?, "reason" = ?, "sent_at" = ?
  where "id" = ?
  returning "text";

-- notification.remove_old
delete
  from "notifications"
  where "id" in (select "id"
  from "notifications"
  where "created_at" < ?
  limit cast(? as integer));

-- notification.set_unsent
update "notifications"
  set "status" = ?, "reason" = ?
  where "id" = ?
  and "status" != ?;

-- notification.take_back
update "notifications"
  set "status" = ?, "reason" = ?, "sent_at" = ?
  where "id" = ?;

-- omi_export.begin_sending
update "omi_exports"
  set "sent_at" = ?
  where "user_id" = ?
  and "kind" = ?
  and "started_at" = ?
  and "confirmed_at" is null
  and ("sent_at" is null
  or "sent_at" <= ?);

-- omi_export.confirm
update "omi_exports"
  set "confirmed_at" = ?
  where "user_id" = ?
  and "kind" = ?
  and "started_at" = ?
  and "confirmed_at" is null;

-- omi_export.find
select *
  from "omi_exports"
  where "user_id" = ?
  and "kind" = ?
  and "started_at" = ?;

-- omi_export.insert
insert into "omi_exports" ("user_id", "kind", "started_at", "created_at")
  values (?, ?, ?, ?)
  on conflict ("user_id", "kind", "started_at") do nothing;

-- omi_export.take_back
update "omi_exports"
  set "sent_at" = ?
  where "user_id" = ?
  and "kind" = ?
  and "started_at" = ?;

-- omi_import.advance
update "omi_imports"
  set "position" = ?, "updated_at" = ?
  where "id" = ?
  and "status" = ?
  and "position" = ?;

-- omi_import.count
update "omi_imports"
  set "imported" = "imported" + ?, "skipped" = "skipped" + ?
  where "id" = ?;

-- omi_import.end
update "omi_imports"
  set "status" = ?, "error" = ?, "updated_at" = ?
  where "id" = ?
  and "status" = ? returning *;

-- omi_import.find
select "omi_imports".*, "omi_links"."omi_user_id"
  from "omi_imports"
  inner join "omi_links" on "omi_links"."id" = "omi_imports"."link_id"
  where "omi_imports"."id" = ?
  and "omi_imports"."user_id" = ?;

-- omi_import.find_running
select "id"
  from "omi_imports"
  where "link_id" = ?
  and "kind" = ?
  and "status" = ?;

-- omi_import.insert
insert into "omi_imports" ("id", "user_id", "link_id", "kind", "status", "position", "imported", "skipped", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- omi_import.list
select "omi_imports".*, "omi_links"."omi_user_id"
  from "omi_imports"
  inner join "omi_links" on "omi_links"."id" = "omi_imports"."link_id"
  where "omi_imports"."user_id" = ?
  and "omi_imports"."id" < ?
  order by "omi_imports"."id" desc
  limit cast(? as integer);

-- omi_item.claim
insert into "omi_items" ("user_id", "kind", "omi_id", "created_at")
  values (?, ?, ?, ?)
  on conflict ("user_id", "kind", "omi_id") do nothing;

-- omi_item.find
select *
  from "omi_items"
  where "user_id" = ?
  and "kind" = ?
  and "omi_id" = ?;

-- omi_item.set_item
update "omi_items"
  set "item_id" = ?
  where "user_id" = ?
  and "kind" = ?
  and "omi_id" = ?;

-- omi_link.activate
update "omi_links"
  set "status" = ?, "push_code_hash" = ?, "webhook_token_hash" = ?, "verified_at" = ?
  where "id" = ?
  and "status" = ?
  and not exists (select "other"."id"
  from "omi_links" as "other"
  where "other"."omi_user_id" = ?
  and "other"."status" = 'active');

-- omi_link.find
select *
  from "omi_links"
  where "user_id" = ?
  and "omi_user_id" = ?;

-- omi_link.find_active
select *
  from "omi_links"
  where "omi_user_id" = ?
  and "status" = 'active';

-- omi_link.find_by_previous_token
select "omi_links".*
  from "omi_links"
  inner join "users" on "users"."id" = "omi_links"."user_id"
  where "omi_links"."previous_token_hash" = ?
  and "omi_links"."previous_token_expires_at" > ?
  and "omi_links"."status" = ?
  and "users"."status" = ?;

-- omi_link.find_by_token
select "omi_links".*
  from "omi_links"
  inner join "users" on "users"."id" = "omi_links"."user_id"
  where "omi_links"."webhook_token_hash" = ?
  and "omi_links"."status" = ?
  and "users"."status" = ?;

-- omi_link.find_usable
select "omi_links".*
  from "omi_links"
  inner join "users" on "users"."id" = "omi_links"."user_id"
  where "omi_links"."id" = ?
  and "omi_links"."status" = ?
  and "users"."status" = ?;

-- omi_link.list_of
select *
  from "omi_links"
  where "user_id" = ?
  order by "id" desc;

-- omi_link.list_pending
select "omi_links".*
  from "omi_links"
  inner join "users" on "users"."id" = "omi_links"."user_id"
  where "omi_links"."omi_user_id" = ?
  and "omi_links"."status" = ?
  and "omi_links"."code_expires_at" > ?
  and "users"."status" = ?
  order by "omi_links"."id";

-- omi_link.lock
update "omi_links"
  set "last_delivery_at" = "last_delivery_at"
  where "id" = ?
  and exists (select "users"."id"
  from "users"
  where "users"."id" = "omi_links"."user_id"
  and "users"."status" = ?) returning *;

-- omi_link.notice_silence
update "omi_links"
  set "silence_noticed_at" = ?
  where "id" = ?
  and "silence_noticed_at" is null;

-- omi_link.put_pending
insert into "omi_links" ("id", "user_id", "omi_user_id", "status", "push_code_hash", "spoken_code_hash", "code_attempts", "code_expires_at", "created_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("user_id", "omi_user_id") do update
  set "push_code_hash" = "excluded"."push_code_hash", "spoken_code_hash" = "excluded"."spoken_code_hash", "code_attempts" = ?, "code_expires_at" = "excluded"."code_expires_at"
  where "omi_links"."status" = ?;

-- omi_link.raise_attempts
update "omi_links"
  set "code_attempts" = "code_attempts" + ?
  where "id" = ?
  and "status" = ?
  and "code_attempts" < ?
  and "code_expires_at" > ?
  returning "push_code_hash", "spoken_code_hash";

-- omi_link.remove
delete
  from "omi_links"
  where "id" = ?;

-- omi_link.remove_expired
delete
  from "omi_links"
  where "status" = ?
  and "code_expires_at" <= ?;

-- omi_link.rotate_token
update "omi_links"
  set "previous_token_hash" = "webhook_token_hash", "previous_token_expires_at" = ?, "webhook_token_hash" = ?
  where "user_id" = ?
  and "omi_user_id" = ?
  and "status" = ?
  returning "id";

-- omi_link.set_self_test
update "omi_links"
  set "self_test" = ?
  where "id" = ?;

-- omi_link.touch_active
update "omi_links"
  set "last_delivery_at" = ?, "silence_noticed_at" = ?
  where "omi_user_id" = ?
  and "status" = 'active'
  and exists (select "users"."id"
  from "users"
  where "users"."id" = "omi_links"."user_id"
  and "users"."status" = ?) returning *;

-- omi_outbox.find
select *
  from "outbox"
  where "id" = ?
  and "user_id" = ?;

-- omi_outbox.finish_pending
update "outbox"
  set "status" = ?, "updated_at" = ?
  where "id" = ?
  and "status" = ?;

-- omi_outbox.remove_heard
delete
  from "outbox"
  where "user_id" = ?
  and "subject_id" = ?
  and ("status" = ?
  or ("kind" != ?
  and "kind" != ?));

-- omi_outbox.take_waiting
update "outbox"
  set "status" = ?, "updated_at" = ?
  where "user_id" = ?
  and "kind" = ?
  and "status" = ?
  and "subject_id" = ? returning *;

-- omi_status.list_after
select "id", "user_id"
  from "omi_links"
  where "id" > ?
  order by "id"
  limit cast(? as integer);

-- omi_status.list_links
select "omi_links".*, (select "voice_sessions"."last_heard_at"
  from "voice_sessions"
  where "voice_sessions"."link_id" = "omi_links"."id"
  order by "voice_sessions"."id" desc
  limit cast(? as integer)) as "last_heard_at"
  from "omi_links"
  where "omi_links"."user_id" = ?
  order by "omi_links"."id" desc;

-- omi_status.list_sessions
select "id", "began_at", "started_at", "last_heard_at", "ended_at", (select count(*) as "segments"
  from "transcript_segments"
  where "transcript_segments"."voice_session_id" = "voice_sessions"."id") as "segments"
  from "voice_sessions"
  where "link_id" = ?
  order by "id" desc
  limit cast(? as integer);

-- omi_status.list_silent
select "omi_links"."id", "omi_links"."user_id", "omi_links"."omi_user_id", max("voice_sessions"."last_heard_at") as "last_heard_at"
  from "omi_links"
  inner join "users" on "users"."id" = "omi_links"."user_id"
  inner join "voice_sessions" on "voice_sessions"."link_id" = "omi_links"."id"
  where "users"."status" = ?
  and "omi_links"."status" = ?
  and "omi_links"."silence_noticed_at" is null
  and "omi_links"."last_delivery_at" <= ?
  and "voice_sessions"."started_at" > ?
  group by "omi_links"."id", "omi_links"."user_id", "omi_links"."omi_user_id" having max("voice_sessions"."last_heard_at") <= ?
  and count(distinct voice_sessions.started_at / 86400000) >= ?
  order by "omi_links"."id";

-- outbox.done
update "outbox"
  set "status" = ?, "lease_owner" = ?, "lease_expires_at" = ?, "last_error" = ?, "updated_at" = ?
  where "id" = ?
  and "lease_owner" = ?;

-- outbox.exists
select "id"
  from "outbox"
  where "id" = ?;

-- outbox.insert
insert into "outbox" ("id", "kind", "user_id", "subject_id", "payload", "dedupe_key", "status", "attempts", "due_at", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("dedupe_key") do nothing;

-- outbox.lease
update "outbox"
  set "status" = ?, "lease_owner" = ?, "lease_expires_at" = now_ms() + 60000, "attempts" = "attempts" + ?, "updated_at" = ?
  where "id" in (select "id"
  from "outbox"
  where (("status" = ?
  and "due_at" <= ?)
  or ("status" = ?
  and "lease_expires_at" < now_ms()))
  order by "due_at"
  limit cast(? as integer))
  and ("status" = ?
  or ("status" = ?
  and "lease_expires_at" < now_ms())) returning *;

-- outbox.lease_background
update "outbox"
  set "status" = ?, "lease_owner" = ?, "lease_expires_at" = now_ms() + 60000, "attempts" = "attempts" + ?, "updated_at" = ?
  where "id" in (select "id"
  from "outbox"
  where "status" = ?
  and "due_at" <= ?
  order by "due_at"
  limit 1)
  and "status" = ? returning *;

-- outbox.list
select "id", "kind", "user_id", "status", "attempts", "due_at", "last_error", "created_at", "updated_at"
  from "outbox"
  where "id" < ?
  order by "id" desc
  limit cast(? as integer);

-- outbox.list_of_status
select "id", "kind", "user_id", "status", "attempts", "due_at", "last_error", "created_at", "updated_at"
  from "outbox"
  where "id" < ?
  and "status" = ?
  order by "id" desc
  limit cast(? as integer);

-- outbox.next_due
select min("due_at") as "due_at"
  from "outbox"
  where "status" = ?;

-- outbox.park
update "outbox"
  set "status" = ?, "lease_owner" = ?, "lease_expires_at" = ?, "last_error" = ?, "updated_at" = ?
  where "id" = ?
  and "lease_owner" = ?;

-- outbox.release_all
update "outbox"
  set "status" = ?, "lease_owner" = ?, "lease_expires_at" = ?, "updated_at" = ?
  where "status" = ?;

-- outbox.remove_old
delete
  from "outbox"
  where "id" in (select "id"
  from "outbox"
  where "status" = ?
  and "due_at" < ?
  and "updated_at" < ?
  limit cast(? as integer));

-- outbox.renew
update "outbox"
  set "lease_expires_at" = now_ms() + 60000
  where "id" = ?
  and "lease_owner" = ?;

-- outbox.retry
update "outbox"
  set "status" = ?, "lease_owner" = ?, "lease_expires_at" = ?, "due_at" = ?, "last_error" = ?, "updated_at" = ?
  where "id" = ?
  and "lease_owner" = ?;

-- outbox.unpark
update "outbox"
  set "status" = ?, "attempts" = ?, "due_at" = ?, "updated_at" = ?
  where "id" = ?
  and "status" = ? returning *;

-- outbox.wait
update "outbox"
  set "status" = ?, "lease_owner" = ?, "lease_expires_at" = ?, "attempts" = "attempts" - ?, "due_at" = ?, "updated_at" = ?
  where "id" = ?
  and "lease_owner" = ?;

-- passkey.find_by_credential
select *
  from "passkeys"
  where "credential_id" = ?;

-- passkey.insert
insert into "passkeys" ("id", "user_id", "name", "credential_id", "public_key", "counter", "transports", "created_at", "last_used_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("credential_id") do nothing;

-- passkey.insert_challenge
insert into "passkey_challenges" ("challenge_hash", "user_id", "expires_at")
  values (?, ?, ?);

-- passkey.list
select *
  from "passkeys"
  where "user_id" = ?
  order by "id" desc;

-- passkey.remove
delete
  from "passkeys"
  where "id" = ?
  and "user_id" = ?;

-- passkey.remove_expired_challenges
delete
  from "passkey_challenges"
  where "expires_at" <= ?;

-- passkey.take_challenge
delete
  from "passkey_challenges"
  where "challenge_hash" = ?
  and "expires_at" > ?
  returning "user_id";

-- passkey.use
update "passkeys"
  set "counter" = ?, "last_used_at" = ?
  where "id" = ?
  and ("counter" < ?
  or "counter" = ?);

-- password_reset.find
select "created_at"
  from "password_resets"
  where "token_hash" = ?
  and "expires_at" > ?;

-- password_reset.insert
insert into "password_resets" ("token_hash", "user_id", "created_at", "expires_at")
  values (?, ?, ?, ?);

-- password_reset.remove_all
delete
  from "password_resets"
  where "user_id" = ?;

-- password_reset.remove_expired
delete
  from "password_resets"
  where "expires_at" <= ?;

-- password_reset.take
delete
  from "password_resets"
  where "token_hash" = ?
  and "expires_at" > ?
  returning "user_id";

-- pending_command.set
update "omi_links"
  set "pending_command" = ?, "pending_command_expires_at" = ?
  where "id" = ?;

-- portable.insert_agent_events
insert into "agent_events" ("user_id", "id", "type", "payload", "status", "source", "source_message_id", "due_at", "completed_at", "created_at", "updated_at")
      select cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), (select named.id
  from "messages" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), cast(? as bigint), cast(? as bigint), cast(? as bigint), cast(? as bigint)
  where true 
  on conflict do nothing;

-- portable.insert_conversations
insert into "conversations" ("user_id", "id", "title", "space", "provider", "model", "system_prompt", "pinned_at", "archived_at", "title_origin", "created_at", "updated_at")
      select cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as bigint), cast(? as bigint), cast(? as text), cast(? as bigint), cast(? as bigint)
  where true 
  on conflict do nothing;

-- portable.insert_files
insert into "files" ("user_id", "kept_until", "id", "sha256", "name", "media_type", "kind", "bytes", "text", "created_at")
      select cast(? as text), 0, cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as bigint), cast(? as text), cast(? as bigint)
  where true 
  on conflict do nothing;

-- portable.insert_follow_ups
insert into "follow_ups" ("user_id", "id", "conversation_id", "message", "deliver_at", "delivered_at", "created_at")
      select cast(? as text), cast(? as text), (select named.id
  from "conversations" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), cast(? as text), cast(? as bigint), cast(? as bigint), cast(? as bigint)
  where true 
  on conflict do nothing;

-- portable.insert_imported_conversations
insert into "imported_conversations" ("user_id", "source", "source_id", "conversation_id", "created_at")
      select cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as bigint)
  where true 
  on conflict do nothing;

-- portable.insert_memories
insert into "memories" ("user_id", "id", "text", "status", "source", "source_message_id", "created_at", "updated_at")
      select cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), (select named.id
  from "messages" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), cast(? as bigint), cast(? as bigint)
  where true 
  on conflict do nothing;

-- portable.insert_message_files
insert into "message_files" ("user_id", "message_id", "position", "file_id")
      select cast(? as text), (select named.id
  from "messages" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), cast(? as integer), (select named.id
  from "files" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text))
  where true
  and (select named.id
  from "messages" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)) is not null
  and (select named.id
  from "files" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)) is not null
  on conflict do nothing;

-- portable.insert_messages
insert into "messages" ("user_id", "id", "conversation_id", "parent_id", "role", "text", "status", "source", "provider_meta", "error", "files", "pinned_at", "created_at", "updated_at")
      select cast(? as text), cast(? as text), (select named.id
  from "conversations" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), (select named.id
  from "messages" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as bigint), cast(? as bigint), cast(? as bigint)
  where true
  and (select named.id
  from "conversations" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)) is not null
  on conflict do nothing;

-- portable.insert_notifications
insert into "notifications" ("user_id", "id", "kind", "channel", "status", "text", "conversation_id", "cause_key", "reason", "created_at", "sent_at")
      select cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as text), (select named.id
  from "conversations" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), cast(? as text), cast(? as text), cast(? as bigint), cast(? as bigint)
  where true 
  on conflict do nothing;

-- portable.insert_omi_exports
insert into "omi_exports" ("user_id", "kind", "started_at", "sent_at", "confirmed_at", "created_at")
      select cast(? as text), cast(? as text), cast(? as bigint), cast(? as bigint), cast(? as bigint), cast(? as bigint)
  where true 
  on conflict do nothing;

-- portable.insert_omi_items
insert into "omi_items" ("user_id", "kind", "omi_id", "item_id", "created_at")
      select cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as bigint)
  where true 
  on conflict do nothing;

-- portable.insert_omi_links
insert into "omi_links" ("user_id", "status", "code_attempts", "id", "omi_user_id", "created_at")
      select cast(? as text), 'pending', 0, cast(? as text), cast(? as text), cast(? as bigint)
  where true 
  on conflict do nothing;

-- portable.insert_preferences
insert into "preferences" ("user_id", "active_space", "active_slot", "settings", "updated_at")
      select cast(? as text), cast(? as text), cast(? as integer), cast(? as text), cast(? as bigint)
  where true 
  on conflict do nothing;

-- portable.insert_summaries
insert into "summaries" ("user_id", "id", "conversation_id", "message_id", "text", "messages", "origin", "provider", "model", "created_at", "updated_at")
      select cast(? as text), cast(? as text), (select named.id
  from "conversations" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), (select named.id
  from "messages" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), cast(? as text), cast(? as integer), cast(? as text), cast(? as text), cast(? as text), cast(? as bigint), cast(? as bigint)
  where true
  and (select named.id
  from "conversations" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)) is not null
  and (select named.id
  from "messages" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)) is not null
  on conflict do nothing;

-- portable.insert_transcript_segments
insert into "transcript_segments" ("user_id", "id", "link_id", "voice_session_id", "segment_key", "text", "speaker", "is_user", "start_s", "end_s", "received_at", "updated_at", "settled_at")
      select cast(? as text), cast(? as text), (select named.id
  from "omi_links" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), (select named.id
  from "voice_sessions" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), cast(? as text), cast(? as text), cast(? as text), cast(? as integer), cast(? as double precision), cast(? as double precision), cast(? as bigint), cast(? as bigint), cast(? as bigint)
  where true
  and (select named.id
  from "omi_links" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)) is not null
  and (select named.id
  from "voice_sessions" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)) is not null
  on conflict do nothing;

-- portable.insert_utterances
insert into "utterances" ("user_id", "id", "link_id", "voice_session_id", "utterance_key", "trigger", "intent", "text", "start_s", "end_s", "reply", "message_id", "heard_at")
      select cast(? as text), cast(? as text), (select named.id
  from "omi_links" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), (select named.id
  from "voice_sessions" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), cast(? as text), cast(? as text), cast(? as text), cast(? as text), cast(? as double precision), cast(? as double precision), cast(? as text), (select named.id
  from "messages" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), cast(? as bigint)
  where true
  and (select named.id
  from "omi_links" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)) is not null
  and (select named.id
  from "voice_sessions" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)) is not null
  on conflict do nothing;

-- portable.insert_voice_sessions
insert into "voice_sessions" ("user_id", "id", "link_id", "omi_user_id", "started_at", "last_heard_at", "last_segment_start_s", "ended_at", "began_at", "answered_at")
      select cast(? as text), cast(? as text), (select named.id
  from "omi_links" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), cast(? as text), cast(? as bigint), cast(? as bigint), cast(? as double precision), cast(? as bigint), cast(? as bigint), cast(? as bigint)
  where true
  and (select named.id
  from "omi_links" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)) is not null
  on conflict do nothing;

-- portable.insert_windows
insert into "windows" ("user_id", "slot", "conversation_id", "updated_at")
      select cast(? as text), cast(? as integer), (select named.id
  from "conversations" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)), cast(? as bigint)
  where true
  and (select named.id
  from "conversations" as named
   
  where named.id = cast(? as text)
  and named.user_id = cast(? as text)) is not null
  on conflict do nothing;

-- portable.list_agent_events
select "id", "type", "payload", "status", "source", "source_message_id", "due_at", "completed_at", "created_at", "updated_at"
  from "agent_events"
  where user_id = ?
  and id > ?
  order by "id"
  limit ?;

-- portable.list_api_keys
select "id", "name", "scope", "created_at", "last_used_at", "expires_at"
  from "api_keys"
  where user_id = ?
  and id > ?
  order by "id"
  limit ?;

-- portable.list_conversation_imports
select "id", "status", "source", "imported", "updated", "skipped", "failed", "messages", "created_at", "updated_at"
  from "conversation_imports"
  where user_id = ?
  and id > ?
  order by "id"
  limit ?;

-- portable.list_conversations
select "id", "title", "space", "provider", "model", "system_prompt", "pinned_at", "archived_at", "title_origin", "created_at", "updated_at"
  from "conversations"
  where user_id = ?
  and (expires_at is not null) is not true
  and id > ?
  order by "id"
  limit ?;

-- portable.list_files
select "id", "sha256", "name", "media_type", "kind", "bytes", "text", "created_at"
  from "files"
  where user_id = ?
  and (exists (select 1
  from message_files a join messages m on m.id = a.message_id join conversations c on c.id = m.conversation_id
  where a.file_id = files.id
  and c.expires_at is not null)
  and not exists (select 1
  from message_files a join messages m on m.id = a.message_id join conversations c on c.id = m.conversation_id
  where a.file_id = files.id
  and c.expires_at is null)) is not true
  and id > ?
  order by "id"
  limit ?;

-- portable.list_follow_ups
select "id", "conversation_id", "message", "deliver_at", "delivered_at", "created_at"
  from "follow_ups"
  where user_id = ?
  and (conversation_id in (select id
  from conversations
  where expires_at is not null)) is not true
  and id > ?
  order by "id"
  limit ?;

-- portable.list_identities
select "issuer", "subject", "provider", "created_at", "last_used_at"
  from "identities"
  where user_id = ?
  order by "issuer", "subject";

-- portable.list_imported_conversations
select "source", "source_id", "conversation_id", "created_at"
  from "imported_conversations"
  where user_id = ?
  order by "source", "source_id";

-- portable.list_memories
select "id", "text", "status", "source", "source_message_id", "created_at", "updated_at"
  from "memories"
  where user_id = ?
  and id > ?
  order by "id"
  limit ?;

-- portable.list_message_files
select "message_id", "position", "file_id"
  from "message_files"
  where user_id = ?
  and (message_id in (select id
  from messages
  where conversation_id in (select id
  from conversations
  where expires_at is not null))) is not true
  order by "message_id", "position";

-- portable.list_messages
select "id", "conversation_id", "parent_id", "role", "text", "status", "source", "provider_meta", "error", "files", "pinned_at", "created_at", "updated_at"
  from "messages"
  where user_id = ?
  and (conversation_id in (select id
  from conversations
  where expires_at is not null)) is not true
  and id > ?
  order by "id"
  limit ?;

-- portable.list_model_usage
select "day", "provider", "model", "messages", "prompt_tokens", "completion_tokens", "cost_micros"
  from "model_usage"
  where user_id = ?
  order by "day", "provider", "model";

-- portable.list_notifications
select "id", "kind", "channel", "status", "text", "conversation_id", "cause_key", "reason", "created_at", "sent_at"
  from "notifications"
  where user_id = ?
  and (conversation_id in (select id
  from conversations
  where expires_at is not null)) is not true
  and id > ?
  order by "id"
  limit ?;

-- portable.list_omi_exports
select "kind", "started_at", "sent_at", "confirmed_at", "created_at"
  from "omi_exports"
  where user_id = ?
  order by "kind", "started_at";

-- portable.list_omi_imports
select "id", "kind", "status", "imported", "skipped", "created_at", "updated_at"
  from "omi_imports"
  where user_id = ?
  and id > ?
  order by "id"
  limit ?;

-- portable.list_omi_items
select "kind", "omi_id", "item_id", "created_at"
  from "omi_items"
  where user_id = ?
  order by "kind", "omi_id";

-- portable.list_omi_links
select "id", "omi_user_id", "created_at"
  from "omi_links"
  where user_id = ?
  and id > ?
  order by "id"
  limit ?;

-- portable.list_passkeys
select "id", "name", "created_at", "last_used_at"
  from "passkeys"
  where user_id = ?
  and id > ?
  order by "id"
  limit ?;

-- portable.list_preferences
select "active_space", "active_slot", "settings", "updated_at"
  from "preferences"
  where user_id = ?
  order by "user_id";

-- portable.list_sessions
select "id", "ip", "user_agent", "created_at", "last_seen_at", "expires_at"
  from "sessions"
  where user_id = ?
  and id > ?
  order by "id"
  limit ?;

-- portable.list_summaries
select "id", "conversation_id", "message_id", "text", "messages", "origin", "provider", "model", "created_at", "updated_at"
  from "summaries"
  where user_id = ?
  and (conversation_id in (select id
  from conversations
  where expires_at is not null)) is not true
  and id > ?
  order by "id"
  limit ?;

-- portable.list_transcript_segments
select "id", "link_id", "voice_session_id", "segment_key", "text", "speaker", "is_user", "start_s", "end_s", "received_at", "updated_at", "settled_at"
  from "transcript_segments"
  where user_id = ?
  and id > ?
  order by "id"
  limit ?;

-- portable.list_usage_counters
select "day", "messages", "prompt_tokens", "completion_tokens"
  from "usage_counters"
  where user_id = ?
  order by "day";

-- portable.list_utterances
select "id", "link_id", "voice_session_id", "utterance_key", "trigger", "intent", "text", "start_s", "end_s", "reply", "message_id", "heard_at"
  from "utterances"
  where user_id = ?
  and id > ?
  order by "id"
  limit ?;

-- portable.list_voice_sessions
select "id", "link_id", "omi_user_id", "started_at", "last_heard_at", "last_segment_start_s", "ended_at", "began_at", "answered_at"
  from "voice_sessions"
  where user_id = ?
  and id > ?
  order by "id"
  limit ?;

-- portable.list_windows
select "slot", "conversation_id", "updated_at"
  from "windows"
  where user_id = ?
  order by "slot";

-- preference.create
insert into "preferences" ("user_id", "active_space", "active_slot", "settings", "updated_at")
  values (?, ?, ?, ?, ?)
  on conflict ("user_id") do update
  set "updated_at" = "excluded"."updated_at" returning *;

-- preference.find
select *
  from "preferences"
  where "user_id" = ?;

-- preference.update
update "preferences"
  set "active_space" = ?, "active_slot" = ?, "settings" = ?, "updated_at" = ?
  where "user_id" = ?;

-- provider.clear_fallbacks
delete
  from "model_fallbacks";

-- provider.find
select *
  from "providers"
  where "id" = ?;

-- provider.forget_fallbacks
delete
  from "model_fallbacks"
  where ("provider" = ?
  or "fallback_provider" = ?);

-- provider.forget_free
delete
  from "token_free_providers"
  where "provider" = ?;

-- provider.insert
insert into "providers" ("id", "kind", "name", "base_url", "sealed_key", "is_private_allowed", "is_enabled", "position", "settings", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict do nothing;

-- provider.insert_fallback
insert into "model_fallbacks" ("provider", "model", "position", "fallback_provider", "fallback_model")
  values (?, ?, ?, ?, ?);

-- provider.list
select *
  from "providers"
  order by "position", "id";

-- provider.list_fallbacks
select *
  from "model_fallbacks"
  order by "provider", "model", "position";

-- provider.lock
update "providers"
  set "id" = "id"
  where "id" = ?;

-- provider.remove
delete
  from "providers"
  where "id" = ?;

-- provider.update
update "providers"
  set "name" = ?, "base_url" = ?, "sealed_key" = ?, "is_private_allowed" = ?, "is_enabled" = ?, "position" = ?, "settings" = ?, "updated_at" = ?
  where "id" = ?;

-- push_budget.count
select "count"
  from "throttles"
  where "key" = ?;

-- push_subscription.count
select count(*) as "count"
  from "push_subscriptions";

-- push_subscription.find
select *
  from "push_subscriptions"
  where "session_id" = ?
  and "user_id" = ?;

-- push_subscription.forget
delete
  from "push_subscriptions"
  where "endpoint" = ?
  and "user_id" = ?;

-- push_subscription.put
insert into "push_subscriptions" ("session_id", "user_id", "endpoint", "p256dh", "auth", "user_agent", "created_at")
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict ("session_id") do update
  set "endpoint" = ?, "p256dh" = ?, "auth" = ?, "user_agent" = ?, "created_at" = ?;

-- push_subscription.release
delete
  from "push_subscriptions"
  where "endpoint" = ?
  and "session_id" != ?;

-- push_subscription.remove
delete
  from "push_subscriptions"
  where "session_id" = ?
  and "user_id" = ?;

-- push_subscription.sessions_of
select "session_id"
  from "push_subscriptions"
  where "user_id" = ?;

-- quota.day
select "messages_per_day", "tokens_per_day", "concurrent_streams", "messages", "prompt_tokens", "completion_tokens", "reserved_tokens"
  from "user_limits"
  left join "usage_counters" on "usage_counters"."user_id" = "user_limits"."user_id"
  and "usage_counters"."day" = ?
  where "user_limits"."user_id" = ?;

-- quota.defaults
select "role", "messages_per_day", "tokens_per_day", "concurrent_streams"
  from "quota_defaults";

-- quota.find_token_free
select "provider"
  from "token_free_providers"
  where "provider" = ?;

-- quota.limits
select "messages_per_day", "tokens_per_day", "concurrent_streams"
  from "user_limits"
  where "user_id" = ?;

-- quota.own
select "messages_per_day", "tokens_per_day", "concurrent_streams"
  from "user_quotas"
  where "user_id" = ?;

-- quota.reserve_message
with "own" as materialized (select "user_id", "messages_per_day", "tokens_per_day", "concurrent_streams"
  from "user_limits"
  where "user_id" = ?) insert into "usage_counters" ("user_id", "day", "messages", "prompt_tokens", "completion_tokens", "reserved_tokens") select "own"."user_id", cast(? as text) as "day", 1 as "messages", 0 as "prompt_tokens", 0 as "completion_tokens", 0 as "reserved_tokens"
  from "own"
  where coalesce("own"."messages_per_day", 2000000000) >= 1
  on conflict ("user_id", "day") do update
  set "messages" = "usage_counters"."messages" + ?
  where "usage_counters"."messages" < coalesce((select messages_per_day
  from own), 2000000000)
  returning "messages", "prompt_tokens" + "completion_tokens" as "tokens", "reserved_tokens", (select "messages_per_day"
  from own) as "messages_per_day", (select "tokens_per_day"
  from own) as "tokens_per_day", (select "concurrent_streams"
  from own) as "concurrent_streams", (select count(*)
  from token_free_providers as f
  where f.provider = ?) as "is_token_free";

-- quota.reserve_tokens
update "usage_counters"
  set "reserved_tokens" = "reserved_tokens" + ?
  where "user_id" = ?
  and "day" = ?
  and prompt_tokens + completion_tokens + reserved_tokens + cast(? as integer) <= ?;

-- quota.set_defaults
insert into "quota_defaults" ("role", "messages_per_day", "tokens_per_day", "concurrent_streams", "updated_at")
  values (?, ?, ?, ?, ?)
  on conflict ("role") do update
  set "messages_per_day" = ?, "tokens_per_day" = ?, "concurrent_streams" = ?, "updated_at" = ?;

-- quota.set_limits
insert into "user_quotas" ("user_id", "messages_per_day", "tokens_per_day", "concurrent_streams", "updated_at")
  values (?, ?, ?, ?, ?)
  on conflict ("user_id") do update
  set "messages_per_day" = ?, "tokens_per_day" = ?, "concurrent_streams" = ?, "updated_at" = ?;

-- quota.settle
with "own" as materialized (select "user_id", "messages_per_day", "tokens_per_day", "concurrent_streams"
  from "user_limits"
  where "user_id" = ?) update "usage_counters"
  set "messages" = "messages" - ?, "reserved_tokens" = "reserved_tokens" - ?, "prompt_tokens" = "prompt_tokens" + case when exists (select "provider"
  from "token_free_providers"
  where "provider" = ?) then 0 else cast(? as integer) end, "completion_tokens" = "completion_tokens" + case when exists (select "provider"
  from "token_free_providers"
  where "provider" = ?) then 0 else cast(? as integer) end
  where "user_id" = ?
  and "day" = ?
  returning "messages", "prompt_tokens" + "completion_tokens" as "tokens", "reserved_tokens", (select "messages_per_day"
  from own) as "messages_per_day", (select "tokens_per_day"
  from own) as "tokens_per_day", (select "concurrent_streams"
  from own) as "concurrent_streams";

-- retention.count
select count(*) as "conversations", cast(coalesce(sum((select count(*)
  from messages
  where messages.conversation_id = conversations.id)), 0) as bigint) as "messages"
  from "conversations"
  where ("conversations"."user_id" = ?
  and "conversations"."space" = ?
  and "conversations"."updated_at" < ?
  and "conversations"."pinned_at" is null
  and not exists (select "runs"."id"
  from "runs"
  where "runs"."conversation_id" = "conversations"."id"
  and "runs"."status" = ?)
  and not exists (select "follow_ups"."id"
  from "follow_ups"
  where "follow_ups"."conversation_id" = "conversations"."id"
  and "follow_ups"."delivered_at" is null));

-- retention.find_newest
select "id", "title", "updated_at"
  from "conversations"
  where ("conversations"."user_id" = ?
  and "conversations"."space" = ?
  and "conversations"."updated_at" < ?
  and "conversations"."pinned_at" is null
  and not exists (select "runs"."id"
  from "runs"
  where "runs"."conversation_id" = "conversations"."id"
  and "runs"."status" = ?)
  and not exists (select "follow_ups"."id"
  from "follow_ups"
  where "follow_ups"."conversation_id" = "conversations"."id"
  and "follow_ups"."delivered_at" is null))
  order by "updated_at" desc, "id" desc
  limit cast(? as integer);

-- retention.find_oldest
select "id", "title", "updated_at"
  from "conversations"
  where ("conversations"."user_id" = ?
  and "conversations"."space" = ?
  and "conversations"."updated_at" < ?
  and "conversations"."pinned_at" is null
  and not exists (select "runs"."id"
  from "runs"
  where "runs"."conversation_id" = "conversations"."id"
  and "runs"."status" = ?)
  and not exists (select "follow_ups"."id"
  from "follow_ups"
  where "follow_ups"."conversation_id" = "conversations"."id"
  and "follow_ups"."delivered_at" is null))
  order by "updated_at" asc, "id" asc
  limit cast(? as integer);

-- retention.list
select "id", (select count(*)
  from messages
  where messages.conversation_id = conversations.id) as "messages"
  from "conversations"
  where ("conversations"."user_id" = ?
  and "conversations"."space" = ?
  and "conversations"."updated_at" < ?
  and "conversations"."pinned_at" is null
  and not exists (select "runs"."id"
  from "runs"
  where "runs"."conversation_id" = "conversations"."id"
  and "runs"."status" = ?)
  and not exists (select "follow_ups"."id"
  from "follow_ups"
  where "follow_ups"."conversation_id" = "conversations"."id"
  and "follow_ups"."delivered_at" is null))
  order by "updated_at", "id"
  limit cast(? as integer);

-- retention.list_people
select "id", "email"
  from "users"
  where "id" > ?
  order by "id"
  limit cast(? as integer);

-- run.claim_all
update "runs"
  set "epoch" = "epoch" + ?, "owner" = ?
  where "status" = 'streaming' returning *;

-- run.claim_expired
update "runs"
  set "epoch" = "epoch" + ?, "owner" = ?, "lease_expires_at" = now_ms() + 15000
  where "status" = 'streaming'
  and "lease_expires_at" < now_ms() returning *;

-- run.claim_one
update "runs"
  set "epoch" = "epoch" + ?
  where "id" = ?
  and "status" = 'streaming' returning *;

-- run.count_streaming
select count(*) as "count"
  from "runs"
  where "user_id" = ?
  and "status" = 'streaming';

-- run.find
select *
  from "runs"
  where "id" = ?
  and "user_id" = ?;

-- run.find_by_message
select *
  from "runs"
  where "message_id" = ?
  and "user_id" = ?;

-- run.find_by_question
select "runs".*
  from "runs"
  inner join "messages" on "messages"."id" = "runs"."message_id"
  where "messages"."parent_id" = ?
  and "runs"."user_id" = ?
  order by "runs"."id"
  limit cast(? as integer);

-- run.finish
update "runs"
  set "status" = ?, "provider" = ?, "model" = ?, "finish_reason" = ?, "error_code" = ?, "prompt_tokens" = ?, "completion_tokens" = ?, "first_token_at" = ?, "finished_at" = ?
  where "id" = ?
  and "epoch" = ?
  and "status" = ?;

-- run.hold_tokens
update "runs"
  set "reserved_tokens" = "reserved_tokens" + ?
  where "id" = ?
  and "epoch" = ?
  and "status" = ?;

-- run.insert
insert into "runs" ("id", "message_id", "conversation_id", "user_id", "status", "epoch", "owner", "lease_expires_at", "provider", "model", "usage_day", "prompt_tokens", "reserved_tokens", "started_at")
  values (?, ?, ?, ?, ?, ?, ?, now_ms() + 15000, ?, ?, ?, ?, ?, ?);

-- run.list_cancel_requested
select "id"
  from "runs"
  where "owner" = ?
  and "status" = 'streaming'
  and "cancel_requested_at" is not null;

-- run.list_owned
select "id"
  from "runs"
  where "owner" = ?
  and "status" = 'streaming';

-- run.list_streaming
select *
  from "runs"
  where "user_id" = ?
  and "status" = 'streaming'
  order by "id" desc
  limit cast(? as integer);

-- run.list_streaming_in
select "id"
  from "runs"
  where "conversation_id" = ?
  and "user_id" = ?
  and "status" = 'streaming';

-- run.renew_leases
update "runs"
  set "lease_expires_at" = now_ms() + 15000
  where "owner" = ?
  and "status" = 'streaming';

-- run.request_cancel
update "runs"
  set "cancel_requested_at" = ?
  where "id" = ?
  and "user_id" = ?
  and "status" = ?;

-- run.save_answerer
update "runs"
  set "provider" = ?, "model" = ?
  where "id" = ?
  and "epoch" = ?
  and "status" = ?;

-- search_progress.any_entry
select "short_key"
  from "search_entries"
  limit cast(? as integer);

-- search_progress.bound_waits
select 1;

-- search_progress.claim
update "search_progress"
  set "owner" = ?, "indexed_to" = ?, "lease_expires_at" = now_ms() + cast(? as integer)
  where "id" = ?
  and "indexed_to" = ?
  and ("owner" = ?
  or "lease_expires_at" <= now_ms());

-- search_progress.find
select "indexed_to", case when lease_expires_at > now_ms()
  and owner <> ? then 1 else 0 end as "is_held"
  from "search_progress"
  where "id" = ?;

-- search_progress.freshen
delete
  from "stale_titles"
  where "conversation_id" = ?;

-- search_progress.insert_era
insert into "search_eras" ("user_id", "era") select "id", cast(? as text) as "era"
  from "users"
  where "id" = ?
  on conflict do nothing;

-- search_progress.insert_message
insert into "search_entries" ("short_key", "message_id") select cast(? as bigint) as "short_key", "id"
  from "messages"
  where "id" = ?
  on conflict do nothing;

-- search_progress.insert_terms
insert into search_index (rowid, terms)
  values (?, ?);

-- search_progress.insert_title
insert into "search_entries" ("short_key", "conversation_id") select cast(? as bigint) as "short_key", "id"
  from "conversations"
  where "id" = ?
  on conflict do nothing;

-- search_progress.release
update "search_progress"
  set "lease_expires_at" = ?
  where "id" = ?;

-- search_progress.release_own
update "search_progress"
  set "lease_expires_at" = ?
  where "id" = ?
  and "owner" = ?;

-- search_progress.remove_title
delete
  from "search_entries"
  where "conversation_id" = ?;

-- search_progress.rewind
update "search_progress"
  set "indexed_to" = ?
  where "id" = ?;

-- search_progress.stale_titles
select "s"."conversation_id", "c"."user_id", "c"."title", "c"."created_at", "c"."expires_at"
  from "stale_titles" as "s" cross join "conversations" as "c"
  where "c"."id" = "s"."conversation_id"
  order by "s"."conversation_id" desc
  limit cast(? as integer);

-- search_progress.texts
select "m"."id", "m"."user_id", "m"."conversation_id", "m"."role", "m"."created_at", substr(m.text, 1, 100000) as "text"
  from "messages" as "m"
  inner join "conversations" as "c" on "c"."id" = "m"."conversation_id"
  left join "search_entries" as "e" on "e"."message_id" = "m"."id"
  where "m"."id" > ?
  and "m"."id" <= ?
  and "m"."status" <> ?
  and "c"."expires_at" is null
  and "e"."short_key" is null
  order by "m"."id";

-- search_progress.walk
select "walked"."id", "m"."status", "c"."expires_at", length(m.text) as "units"
  from (select "id"
  from "messages"
  where "id" > ?
  and "id" < ?
  order by "id"
  limit cast(? as integer)) as "walked"
  left join "search_entries" as "e" on "e"."message_id" = "walked"."id"
  left join "messages" as "m" on "m"."id" = "walked"."id"
  and "e"."short_key" is null
  left join "conversations" as "c" on "c"."id" = "m"."conversation_id"
  order by "walked"."id";

-- session.find_active
select "sessions"."id", "sessions"."last_seen_at", "sessions"."proved_at", "users"."id" as "user_id", "users"."email", "users"."display_name", "users"."role", "users"."created_at"
  from "sessions"
  inner join "users" on "users"."id" = "sessions"."user_id"
  where "sessions"."token_hash" = ?
  and "sessions"."expires_at" > ?
  and "users"."status" = ?;

-- session.hold
update "sessions"
  set "last_seen_at" = "last_seen_at"
  where "id" = ?;

-- session.insert
insert into "sessions" ("id", "user_id", "token_hash", "ip", "user_agent", "created_at", "last_seen_at", "expires_at", "proved_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- session.is_live
select "users"."id"
  from "users"
  where "users"."status" = ?
  and "users"."id" = (select "sessions"."user_id"
  from "sessions"
  where sessions.id = ?
  and "sessions"."expires_at" > ?
  union all select "api_keys"."user_id"
  from "api_keys"
  where api_keys.id = ?
  and ("api_keys"."expires_at" is null
  or "api_keys"."expires_at" > ?));

-- session.list
select "id", "created_at", "last_seen_at", "ip", "user_agent"
  from "sessions"
  where "user_id" = ?
  and "expires_at" > ?
  order by "id" desc;

-- session.prove
update "sessions"
  set "proved_at" = ?
  where "id" = ?;

-- session.remove
delete
  from "sessions"
  where "id" = ?;

-- session.remove_all
delete
  from "sessions"
  where "user_id" = ?
  returning "id";

-- session.remove_by_token
delete
  from "sessions"
  where "token_hash" = ?
  and "user_id" = ?
  returning "id";

-- session.remove_everybodys
delete
  from "sessions";

-- session.remove_expired
delete
  from "sessions"
  where "expires_at" <= ?;

-- session.remove_oldest
delete
  from "sessions"
  where "user_id" = ?
  and "id" <= (select "newer"."id"
  from "sessions" as "newer"
  where "newer"."user_id" = ?
  order by "newer"."id" desc
  limit cast(? as integer) offset ?)
  returning "id";

-- session.remove_others
delete
  from "sessions"
  where "user_id" = ?
  and "id" != ?
  returning "id";

-- session.remove_own
delete
  from "sessions"
  where "id" = ?
  and "user_id" = ?
  returning "id";

-- session.touch
update "sessions"
  set "last_seen_at" = ?, "expires_at" = ?
  where "id" = ?;

-- speech.blank_replies
update "utterances"
  set "reply" = ?
  where "user_id" = ?
  and "reply" is not null;

-- speech.blank_utterances
update "utterances"
  set "text" = ?
  where "user_id" = ?;

-- speech.delete_questions
delete
  from "outbox"
  where "user_id" = ?
  and "kind" = ?;

-- speech.delete_segments
delete
  from "transcript_segments"
  where "link_id" in (select "omi_links"."id"
  from "omi_links"
  where "omi_links"."user_id" = ?);

-- summary.change
update "summaries"
  set "text" = ?, "origin" = ?, "updated_at" = ?
  where "id" = ?
  and "user_id" = ?;

-- summary.delete
delete
  from "summaries"
  where "id" = ?
  and "user_id" = ?;

-- summary.find
select *
  from "summaries"
  where "id" = ?
  and "user_id" = ?;

-- summary.insert
insert into "summaries" ("id", "user_id", "conversation_id", "message_id", "text", "messages", "origin", "provider", "model", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("message_id") do nothing;

-- summary.list
select *
  from "summaries"
  where "conversation_id" = ?
  and "user_id" = ?
  and "message_id" < ?
  order by "message_id" desc
  limit cast(? as integer);

-- throttle.clear
delete
  from "throttles"
  where "key" = ?;

-- throttle.lower
update "throttles"
  set "count" = "count" - ?
  where "key" = ?
  and "count" > ?;

-- throttle.raise
insert into "throttles" ("key", "window_started_at", "count")
  values (?, ?, ?)
  on conflict ("key") do update
  set "count" = case when throttles.window_started_at <= ? then 1 else "throttles"."count" + ? end, "window_started_at" = case when throttles.window_started_at <= ? then "excluded"."window_started_at" else "throttles"."window_started_at" end
  returning "count", "window_started_at";

-- throttle.remove_expired
delete
  from "throttles"
  where "window_started_at" <= ?;

-- tool_call.decide
update "tool_calls"
  set "status" = ?, "updated_at" = ?
  where "id" = ?
  and "user_id" = ?
  and "status" = ?;

-- tool_call.end
update "tool_calls"
  set "status" = ?, "result" = ?, "updated_at" = ?
  where "id" = ?
  and "status" in (?, ?, ?);

-- tool_call.end_open
update "tool_calls"
  set "status" = case when "status" = ? then ? else ? end, "updated_at" = ?
  where "run_id" = ?
  and "status" in (?, ?, ?);

-- tool_call.find
select *
  from "tool_calls"
  where "id" = ?
  and "user_id" = ?;

-- tool_call.find_status
select "status"
  from "tool_calls"
  where "id" = ?;

-- tool_call.insert
insert into "tool_calls" ("id", "run_id", "user_id", "server", "tool", "arguments", "status", "result", "position", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- tool_call.list_of_run
select *
  from "tool_calls"
  where "run_id" = ?
  order by "id";

-- tool_call.start
update "tool_calls"
  set "status" = ?, "updated_at" = ?
  where "id" = ?
  and "status" = ?
  and exists (select "runs"."id"
  from "runs"
  where "runs"."id" = "tool_calls"."run_id"
  and "runs"."epoch" = ?
  and "runs"."status" = ?);

-- tool_server.find
select *
  from "tool_servers"
  where "id" = ?;

-- tool_server.insert
insert into "tool_servers" ("id", "name", "url", "sealed_headers", "is_enabled", "is_private_allowed", "tools", "allowed_tools", "checked_at", "error", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("name") do nothing;

-- tool_server.list
select *
  from "tool_servers"
  order by "name";

-- tool_server.list_enabled
select *
  from "tool_servers"
  where "is_enabled" = ?
  order by "name";

-- tool_server.lock
update "tool_servers"
  set "updated_at" = ?
  where "id" = ? returning *;

-- tool_server.note_error
update "tool_servers"
  set "checked_at" = ?, "error" = ?
  where "id" = ?
  and "url" = ?;

-- tool_server.note_list
update "tool_servers"
  set "tools" = ?, "checked_at" = ?, "error" = ?
  where "id" = ?
  and "url" = ?;

-- tool_server.remove
delete
  from "tool_servers"
  where "id" = ?;

-- tool_server.update
update "tool_servers"
  set "url" = ?, "sealed_headers" = ?, "is_enabled" = ?, "is_private_allowed" = ?, "tools" = ?, "allowed_tools" = ?, "checked_at" = ?, "error" = ?, "updated_at" = ?
  where "id" = ?;

-- totp.add_recovery_code
insert into "recovery_codes" ("user_id", "code_hash")
  values (?, ?);

-- totp.begin
insert into "totp_factors" ("user_id", "sealed_secret", "last_step", "created_at", "confirmed_at")
  values (?, ?, ?, ?, ?)
  on conflict ("user_id") do update
  set "sealed_secret" = "excluded"."sealed_secret", "created_at" = "excluded"."created_at", "last_step" = ?
  where "totp_factors"."confirmed_at" is null
  returning "user_id";

-- totp.confirm
update "totp_factors"
  set "confirmed_at" = ?, "last_step" = ?
  where "user_id" = ?
  and "sealed_secret" = ?
  and "confirmed_at" is null;

-- totp.count_recovery_codes
select count(*) as "count"
  from "recovery_codes"
  where "user_id" = ?;

-- totp.find
select *
  from "totp_factors"
  where "user_id" = ?;

-- totp.remove
delete
  from "totp_factors"
  where "user_id" = ?;

-- totp.remove_recovery_codes
delete
  from "recovery_codes"
  where "user_id" = ?;

-- totp.use_recovery_code
delete
  from "recovery_codes"
  where "user_id" = ?
  and "code_hash" = ?;

-- totp.use_step
update "totp_factors"
  set "last_step" = ?
  where "user_id" = ?
  and "last_step" < ?;

-- transcript.find_by_key
select *
  from "transcript_segments"
  where "link_id" = ?
  and "segment_key" = ?;

-- transcript.find_named
select "id"
  from "transcript_segments"
  where "voice_session_id" = ?
  and "start_s" >= ?
  and "start_s" <= ?
  and (lower("text") like '%omi%'
  or lower("text") like '%omni%')
  limit cast(? as integer);

-- transcript.insert
insert into "transcript_segments" ("id", "user_id", "link_id", "voice_session_id", "segment_key", "text", "speaker", "is_user", "start_s", "end_s", "received_at", "updated_at", "settled_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("link_id", "segment_key") do nothing;

-- transcript.list_after
select "segment_key", "speaker", "is_user", "start_s", "text"
  from "transcript_segments"
  where "voice_session_id" = ?
  and ("start_s" > ?
  or ("start_s" = ?
  and "segment_key" > ?))
  order by "start_s", "segment_key"
  limit cast(? as integer);

-- transcript.list_between
select *
  from "transcript_segments"
  where "voice_session_id" = ?
  and "start_s" >= ?
  and "start_s" <= ?
  order by "start_s"
  limit cast(? as integer);

-- transcript.list_newest
select "id", "speaker", "is_user", "start_s", "text"
  from "transcript_segments"
  where "voice_session_id" = ?
  order by "start_s" desc, "id" desc
  limit cast(? as integer);

-- transcript.list_wearer_labels
select distinct "speaker"
  from "transcript_segments"
  where "voice_session_id" = ?
  and "is_user" = 1
  and "speaker" is not null;

-- transcript.remove_of_link
delete
  from "transcript_segments"
  where "link_id" = ?;

-- transcript.set_settled
update "transcript_segments"
  set "settled_at" = ?
  where "link_id" = ?
  and "segment_key" = ?;

-- transcript.update
update "transcript_segments"
  set "text" = ?, "speaker" = ?, "is_user" = ?, "start_s" = ?, "end_s" = ?, "updated_at" = ?, "settled_at" = ?
  where "id" = ?;

-- usage_price.clear
delete
  from "model_prices";

-- usage_price.clear_free
delete
  from "token_free_providers";

-- usage_price.insert
insert into "model_prices" ("provider", "model", "prompt_micros", "completion_micros")
  values (?, ?, ?, ?);

-- usage_price.insert_free
insert into "token_free_providers" ("provider")
  values (?);

-- usage_price.list
select "provider", "model", "prompt_micros", "completion_micros"
  from "model_prices"
  order by "provider", "model";

-- usage_price.list_free
select "provider"
  from "token_free_providers"
  order by "provider";

-- usage.add
insert into "model_usage" ("user_id", "day", "provider", "model", "messages", "prompt_tokens", "completion_tokens", "cost_micros")
  values (?, ?, ?, ?, ?, ?, ?, coalesce((select (cast(? as bigint) * p.prompt_micros
        + cast(? as bigint) * p.completion_micros + 500000) / 1000000
       
  from model_prices as p
  where p.provider = ?
  and p.model = ?), 0))
  on conflict ("user_id", "day", "provider", "model") do update
  set "messages" = "model_usage"."messages" + "excluded"."messages", "prompt_tokens" = "model_usage"."prompt_tokens" + "excluded"."prompt_tokens", "completion_tokens" = "model_usage"."completion_tokens" + "excluded"."completion_tokens", "cost_micros" = "model_usage"."cost_micros" + "excluded"."cost_micros";

-- usage.daily
select "day", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "user_id" = ?
  and "day" >= ?
  group by "day"
  order by "day" desc;

-- usage.sum
select cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  limit cast(? as integer);

-- usage.sum_day
select "day", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "day"
  order by "day"
  limit cast(? as integer);

-- usage.sum_day_model
select "day", "model", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "day", "model"
  order by "day", "model"
  limit cast(? as integer);

-- usage.sum_day_provider
select "day", "provider", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "day", "provider"
  order by "day", "provider"
  limit cast(? as integer);

-- usage.sum_day_provider_model
select "day", "provider", "model", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "day", "provider", "model"
  order by "day", "provider", "model"
  limit cast(? as integer);

-- usage.sum_day_user
select "day", "user_id", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "day", "user_id"
  order by "day", "user_id"
  limit cast(? as integer);

-- usage.sum_day_user_model
select "day", "user_id", "model", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "day", "user_id", "model"
  order by "day", "user_id", "model"
  limit cast(? as integer);

-- usage.sum_day_user_provider
select "day", "user_id", "provider", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "day", "user_id", "provider"
  order by "day", "user_id", "provider"
  limit cast(? as integer);

-- usage.sum_day_user_provider_model
select "day", "user_id", "provider", "model", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "day", "user_id", "provider", "model"
  order by "day", "user_id", "provider", "model"
  limit cast(? as integer);

-- usage.sum_model
select "model", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "model"
  order by "model"
  limit cast(? as integer);

-- usage.sum_provider
select "provider", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "provider"
  order by "provider"
  limit cast(? as integer);

-- usage.sum_provider_model
select "provider", "model", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "provider", "model"
  order by "provider", "model"
  limit cast(? as integer);

-- usage.sum_user
select "user_id", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "user_id"
  order by "user_id"
  limit cast(? as integer);

-- usage.sum_user_model
select "user_id", "model", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "user_id", "model"
  order by "user_id", "model"
  limit cast(? as integer);

-- usage.sum_user_provider
select "user_id", "provider", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "user_id", "provider"
  order by "user_id", "provider"
  limit cast(? as integer);

-- usage.sum_user_provider_model
select "user_id", "provider", "model", cast(coalesce(sum("model_usage"."messages"), 0) as bigint) as "messages", cast(coalesce(sum("model_usage"."prompt_tokens"), 0) as bigint) as "prompt_tokens", cast(coalesce(sum("model_usage"."completion_tokens"), 0) as bigint) as "completion_tokens", cast(coalesce(sum("model_usage"."cost_micros"), 0) as bigint) as "cost_micros"
  from "model_usage"
  where "day" >= ?
  and "day" <= ?
  group by "user_id", "provider", "model"
  order by "user_id", "provider", "model"
  limit cast(? as integer);

-- user.change_standing
update "users"
  set "role" = coalesce(cast(? as text), role), "status" = coalesce(cast(? as text), status), "updated_at" = ?
  where "id" = ?
  and ("role" != ?
  or "status" != ?
  or (coalesce(cast(? as text), role) = ?
  and coalesce(cast(? as text), status) = ?)
  or exists (select "other"."id"
  from "users" as "other"
  where "other"."role" = ?
  and "other"."status" = ?
  and "other"."id" != ?));

-- user.find_any
select "id"
  from "users"
  limit cast(? as integer);

-- user.find_by_email
select *
  from "users"
  where "email" = ?;

-- user.find_by_id
select *
  from "users"
  where "id" = ?;

-- user.hold
update "users"
  set "updated_at" = "updated_at"
  where "id" = ?
  and "status" = ?
  and coalesce("password_hash", '') = ?;

-- user.insert
insert into "users" ("id", "email", "display_name", "password_hash", "role", "status", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("email") do nothing;

-- user.remove_unless_last_admin
delete
  from "users"
  where "id" = ?
  and ("role" != ?
  or "status" != ?
  or exists (select "other"."id"
  from "users" as "other"
  where "other"."role" = ?
  and "other"."status" = ?
  and "other"."id" != ?));

-- user.set_email
update "users"
  set "email" = ?, "updated_at" = ?
  where "id" = ?;

-- user.set_name
update "users"
  set "display_name" = ?, "updated_at" = ?
  where "id" = ?;

-- user.set_password
update "users"
  set "password_hash" = ?, "updated_at" = ?
  where "id" = ?;

-- user.take_turn
update "instance_state"
  set "updated_at" = "updated_at"
  where "key" = ?;

-- utterance.insert
insert into "utterances" ("id", "user_id", "link_id", "voice_session_id", "utterance_key", "trigger", "intent", "text", "start_s", "end_s", "reply", "message_id", "heard_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("link_id", "utterance_key") do nothing;

-- utterance.list_between
select *
  from "utterances"
  where "voice_session_id" = ?
  and "start_s" >= ?
  and "start_s" <= ?
  order by "start_s"
  limit cast(? as integer);

-- utterance.list_since
select *
  from "utterances"
  where "user_id" = ?
  and "link_id" = ?
  and "heard_at" >= ?
  order by "id" desc
  limit cast(? as integer);

-- utterance.list_told
select "utterances".*, "omi_links"."omi_user_id", "question"."conversation_id", "answer"."status" as "answer_status", "notifications"."text" as "told", "notifications"."channel" as "told_channel", "notifications"."status" as "told_status", "notifications"."reason" as "told_reason", "notifications"."sent_at" as "told_at"
  from "utterances"
  inner join "omi_links" on "omi_links"."id" = "utterances"."link_id"
  left join "messages" as "question" on "question"."id" = "utterances"."message_id"
  left join "messages" as "answer" on "answer"."id" = (select min("reply"."id") as "id"
  from "messages" as "reply"
  where "reply"."parent_id" = "question"."id")
  left join "outbox" on "outbox"."dedupe_key" = 'omi_question:' || utterances.id
  left join "notifications" on "notifications"."user_id" = "utterances"."user_id"
  and "notifications"."cause_key" = 'answer:' || coalesce(outbox.id, substr(question.client_message_id, 5), utterances.id)
  where "utterances"."user_id" = ?
  and "utterances"."id" < ?
  and "utterances"."text" != ''
  order by "utterances"."id" desc
  limit cast(? as integer);

-- utterance.set_message
update "utterances"
  set "message_id" = (select "messages"."id"
  from "messages"
  where "messages"."id" = ?)
  where "id" = ?;

-- utterance.set_reply
update "utterances"
  set "reply" = ?
  where "id" = ?;

-- vendor_conversation.put
insert into "vendor_conversations" ("conversation_id", "provider", "user_id", "vendor_id", "message_id", "updated_at")
  values (?, ?, ?, ?, ?, ?)
  on conflict ("conversation_id", "provider") do update
  set "vendor_id" = ?, "message_id" = ?, "updated_at" = ?;

-- vendor_conversation.take
delete
  from "vendor_conversations"
  where "conversation_id" = ?
  and "provider" = ?
  and "user_id" = ?
  returning "vendor_id", "message_id";

-- voice_retention.remove_empty_sessions
delete
  from "voice_sessions"
  where "id" in (select "old"."id"
  from "voice_sessions" as "old"
  where "old"."link_id" = ?
  and "old"."last_heard_at" < ?
  and not exists (select "transcript_segments"."id"
  from "transcript_segments"
  where "transcript_segments"."voice_session_id" = "old"."id")
  limit 1000);

-- voice_retention.remove_segments
delete
  from "transcript_segments"
  where "id" in (select "old"."id"
  from "transcript_segments" as "old"
  inner join "voice_sessions" on "voice_sessions"."id" = "old"."voice_session_id"
  where "voice_sessions"."link_id" = ?
  and "voice_sessions"."started_at" < ?
  and "old"."received_at" < ?
  limit 1000);

-- voice_retention.remove_sessions_of
delete
  from "voice_sessions"
  where "link_id" = ?;

-- voice_retention.remove_utterances
delete
  from "utterances"
  where "id" in (select "old"."id"
  from "utterances" as "old"
  where "old"."link_id" = ?
  and "old"."heard_at" < ?
  limit 1000);

-- voice_session.begin_meeting
update "voice_sessions"
  set "meeting_from_s" = ?
  where "id" = ?
  and "meeting_from_s" is null;

-- voice_session.end
update "voice_sessions"
  set "ended_at" = ?
  where "id" = ?
  and "ended_at" is null;

-- voice_session.end_meeting
update "voice_sessions"
  set "meeting_from_s" = ?
  where "id" = ?;

-- voice_session.find
select *
  from "voice_sessions"
  where "id" = ?
  and "user_id" = ?;

-- voice_session.find_newest
select *
  from "voice_sessions"
  where "link_id" = ?
  order by "id" desc
  limit cast(? as integer);

-- voice_session.hear
update "voice_sessions"
  set "last_heard_at" = ?, "last_segment_start_s" = case when "last_segment_start_s" < ? then ? else "last_segment_start_s" end, "began_at" = case when "began_at" > ? then ? else "began_at" end
  where "id" = (select "newest"."id"
  from "voice_sessions" as "newest"
  inner join "omi_links" on "omi_links"."id" = "newest"."link_id"
  inner join "users" on "users"."id" = "omi_links"."user_id"
  where "omi_links"."omi_user_id" = ?
  and "omi_links"."status" = 'active'
  and "users"."status" = ?
  order by "newest"."id" desc
  limit cast(? as integer))
  and "ended_at" is null
  and "last_heard_at" > ?
  and "last_segment_start_s" <= ? returning *, case when exists (select "outbox"."id"
  from "outbox"
  where "outbox"."user_id" = "voice_sessions"."user_id"
  and "outbox"."kind" = ?
  and "outbox"."status" = ?
  and "outbox"."subject_id" = "voice_sessions"."link_id") then 1 else 0 end as "has_waiting_answer", (select "settings"
  from "preferences"
  where "preferences"."user_id" = "voice_sessions"."user_id") as "settings", (select "pending_command"
  from "omi_links"
  where "omi_links"."id" = "voice_sessions"."link_id") as "pending_command", (select "pending_command_expires_at"
  from "omi_links"
  where "omi_links"."id" = "voice_sessions"."link_id") as "pending_command_expires_at";

-- voice_session.insert
insert into "voice_sessions" ("id", "user_id", "link_id", "omi_user_id", "started_at", "last_heard_at", "last_segment_start_s", "began_at")
  values (?, ?, ?, ?, ?, ?, ?, ?);

-- voice_session.note_answer
update "voice_sessions"
  set "answered_at" = ?
  where "id" = (select "newest"."id"
  from "voice_sessions" as "newest"
  where "newest"."link_id" = ?
  order by "newest"."id" desc
  limit cast(? as integer));

-- voice_session.touch
update "voice_sessions"
  set "last_heard_at" = ?, "last_segment_start_s" = ?
  where "id" = ?;

-- window.fill
insert into "windows" ("user_id", "slot", "conversation_id", "updated_at")
  values (?, ?, ?, ?);

-- window.find_conversation
select "conversations".*
  from "windows"
  inner join "conversations" on "conversations"."id" = "windows"."conversation_id"
  where "windows"."user_id" = ?
  and "windows"."slot" = ?;

-- window.list
select "windows"."slot", "windows"."conversation_id", "conversations"."title", "conversations"."space"
  from "windows"
  inner join "conversations" on "conversations"."id" = "windows"."conversation_id"
  where "windows"."user_id" = ?
  order by "windows"."slot";
