-- audit.advance_head
update "audit_head"
  set "seq" = "seq" + ?
  where "id" = ?
  returning "seq", "hash";

-- audit.find_head
select "seq", "hash"
  from "audit_head"
  where "id" = ?;

-- audit.insert
insert into "audit_log" ("seq", "id", "at", "actor_user_id", "action", "target_type", "target_id", "ip", "request_id", "details", "prev_hash", "hash")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- audit.list_after
select *
  from "audit_log"
  where "seq" > ?
  order by "seq"
  limit ?;

-- audit.seal_head
update "audit_head"
  set "hash" = ?
  where "id" = ?;

-- conversation.delete
delete
  from "conversations"
  where "id" = ?
  and "user_id" = ?;

-- conversation.find
select *
  from "conversations"
  where "id" = ?
  and "user_id" = ?;

-- conversation.insert
insert into "conversations" ("id", "user_id", "title", "space", "provider", "model", "system_prompt", "pinned_at", "archived_at", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- conversation.list
select *
  from "conversations"
  where "user_id" = ?
  and "archived_at" is null
  and ("updated_at", "id") < (?, ?)
  order by "updated_at" desc, "id" desc
  limit ?;

-- conversation.list_archived
select *
  from "conversations"
  where "user_id" = ?
  and "archived_at" is not null
  and ("updated_at", "id") < (?, ?)
  order by "updated_at" desc, "id" desc
  limit ?;

-- conversation.lock
update "conversations"
  set "user_id" = "user_id"
  where "id" = ?
  and "user_id" = ?;

-- conversation.touch
update "conversations"
  set "updated_at" = ?
  where "id" = ?
  and "user_id" = ?;

-- conversation.update
update "conversations"
  set "title" = ?, "space" = ?, "provider" = ?, "model" = ?, "system_prompt" = ?, "pinned_at" = ?, "archived_at" = ?
  where "id" = ?
  and "user_id" = ?;

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

-- idempotency.remove_expired
delete
  from "idempotency_keys"
  where "created_at" <= ?;

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
  where "id" = ?;

-- message.finish_whole
update "messages"
  set "text" = ?, "status" = ?, "provider_meta" = ?, "error" = ?, "updated_at" = ?
  where "id" = ?;

-- message.insert
insert into "messages" ("id", "conversation_id", "user_id", "parent_id", "role", "text", "status", "source", "provider_meta", "error", "client_message_id", "body_hash", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
  limit ?;

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
  limit ?;

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
  limit ?;

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

-- omi_link.remove_expired
delete
  from "omi_links"
  where "status" = ?
  and "code_expires_at" <= ?;

-- omi_link.touch_active
update "omi_links"
  set "last_delivery_at" = ?
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

-- omi_outbox.take_waiting
update "outbox"
  set "status" = ?, "updated_at" = ?
  where "user_id" = ?
  and "kind" = ?
  and "status" = ?
  and "subject_id" = ? returning *;

-- outbox.done
update "outbox"
  set "status" = ?, "lease_owner" = ?, "lease_expires_at" = ?, "last_error" = ?, "updated_at" = ?
  where "id" = ?
  and "lease_owner" = ?;

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
  limit ?)
  and ("status" = ?
  or ("status" = ?
  and "lease_expires_at" < now_ms())) returning *;

-- outbox.next_due
select min("due_at") as "due_at"
  from "outbox"
  where "status" = ?;

-- outbox.park
update "outbox"
  set "status" = ?, "lease_owner" = ?, "lease_expires_at" = ?, "last_error" = ?, "updated_at" = ?
  where "id" = ?
  and "lease_owner" = ?;

-- outbox.retry
update "outbox"
  set "status" = ?, "lease_owner" = ?, "lease_expires_at" = ?, "due_at" = ?, "last_error" = ?, "updated_at" = ?
  where "id" = ?
  and "lease_owner" = ?;

-- outbox.wait
update "outbox"
  set "status" = ?, "lease_owner" = ?, "lease_expires_at" = ?, "attempts" = "attempts" - ?, "due_at" = ?, "updated_at" = ?
  where "id" = ?
  and "lease_owner" = ?;

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

-- quota.limits
select "messages_per_day", "tokens_per_day", "concurrent_streams"
  from "user_quotas"
  where "user_id" = ?;

-- quota.reserve_message
insert into "usage_counters" ("user_id", "day", "messages", "prompt_tokens", "completion_tokens", "reserved_tokens") select "users"."id", cast(? as text) as "day", 1 as "messages", 0 as "prompt_tokens", 0 as "completion_tokens", 0 as "reserved_tokens"
  from "users"
  where "users"."id" = ?
  and cast(? as integer) >= ?
  on conflict ("user_id", "day") do update
  set "messages" = "usage_counters"."messages" + ?
  where "usage_counters"."messages" < ?
  returning "messages";

-- quota.set_limits
insert into "user_quotas" ("user_id", "messages_per_day", "tokens_per_day", "concurrent_streams", "updated_at")
  values (?, ?, ?, ?, ?)
  on conflict ("user_id") do update
  set "messages_per_day" = ?, "tokens_per_day" = ?, "concurrent_streams" = ?, "updated_at" = ?;

-- quota.settle
update "usage_counters"
  set "messages" = "messages" - ?, "prompt_tokens" = "prompt_tokens" + ?, "completion_tokens" = "completion_tokens" + ?
  where "user_id" = ?
  and "day" = ?
  returning "messages", "prompt_tokens" + "completion_tokens" as "tokens";

-- quota.usage
select "messages", "prompt_tokens", "completion_tokens", "reserved_tokens"
  from "usage_counters"
  where "user_id" = ?
  and "day" = ?;

-- run.claim_all
update "runs"
  set "epoch" = "epoch" + ?, "owner" = ?
  where "status" = ? returning *;

-- run.claim_expired
update "runs"
  set "epoch" = "epoch" + ?, "owner" = ?, "lease_expires_at" = now_ms() + 15000
  where "status" = ?
  and "lease_expires_at" < now_ms() returning *;

-- run.count_streaming
select count(*) as "count"
  from "runs"
  where "user_id" = ?
  and "status" = ?;

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
  limit ?;

-- run.finish
update "runs"
  set "status" = ?, "finish_reason" = ?, "error_code" = ?, "prompt_tokens" = ?, "completion_tokens" = ?, "first_token_at" = ?, "finished_at" = ?
  where "id" = ?
  and "epoch" = ?
  and "status" = ?;

-- run.insert
insert into "runs" ("id", "message_id", "conversation_id", "user_id", "status", "epoch", "owner", "lease_expires_at", "provider", "model", "usage_day", "started_at")
  values (?, ?, ?, ?, ?, ?, ?, now_ms() + 15000, ?, ?, ?, ?);

-- run.list_cancel_requested
select "id"
  from "runs"
  where "owner" = ?
  and "status" = ?
  and "cancel_requested_at" is not null;

-- run.list_streaming
select *
  from "runs"
  where "user_id" = ?
  and "status" = ?
  order by "id" desc
  limit ?;

-- run.list_streaming_in
select "id"
  from "runs"
  where "conversation_id" = ?
  and "user_id" = ?
  and "status" = ?;

-- run.renew_leases
update "runs"
  set "lease_expires_at" = now_ms() + 15000
  where "owner" = ?
  and "status" = ?;

-- run.request_cancel
update "runs"
  set "cancel_requested_at" = ?
  where "id" = ?
  and "user_id" = ?
  and "status" = ?;

-- session.find_active
select "sessions"."id", "sessions"."last_seen_at", "users"."id" as "user_id", "users"."email", "users"."display_name", "users"."role", "users"."created_at"
  from "sessions"
  inner join "users" on "users"."id" = "sessions"."user_id"
  where "sessions"."token_hash" = ?
  and "sessions"."expires_at" > ?
  and "users"."status" = ?;

-- session.insert
insert into "sessions" ("id", "user_id", "token_hash", "ip", "user_agent", "created_at", "last_seen_at", "expires_at")
  values (?, ?, ?, ?, ?, ?, ?, ?);

-- session.remove
delete
  from "sessions"
  where "id" = ?;

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
  limit ? offset ?)
  returning "id";

-- session.touch
update "sessions"
  set "last_seen_at" = ?, "expires_at" = ?
  where "id" = ?;

-- spoken_message.find_newest
select "conversation_id", "created_at"
  from "messages"
  where "user_id" = ?
  and "client_message_id" >= ?
  and "client_message_id" < ?
  and "source" = ?
  order by "client_message_id" desc
  limit ?;

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
  limit ?;

-- transcript.insert
insert into "transcript_segments" ("id", "user_id", "link_id", "voice_session_id", "segment_key", "text", "speaker", "is_user", "start_s", "end_s", "received_at", "updated_at", "settled_at")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("link_id", "segment_key") do nothing;

-- transcript.list_between
select *
  from "transcript_segments"
  where "voice_session_id" = ?
  and "start_s" >= ?
  and "start_s" <= ?
  order by "start_s"
  limit ?;

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

-- user.find_any
select "id"
  from "users"
  limit ?;

-- user.find_by_email
select *
  from "users"
  where "email" = ?;

-- user.insert
insert into "users" ("id", "email", "display_name", "password_hash", "role", "status", "created_at", "updated_at")
  values (?, ?, ?, ?, ?, ?, ?, ?)
  on conflict ("email") do nothing;

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
  limit ?;

-- utterance.list_since
select *
  from "utterances"
  where "user_id" = ?
  and "link_id" = ?
  and "heard_at" >= ?
  order by "id" desc
  limit ?;

-- utterance.set_message
update "utterances"
  set "message_id" = ?
  where "id" = ?;

-- utterance.set_reply
update "utterances"
  set "reply" = ?
  where "id" = ?;

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

-- voice_session.find_newest
select *
  from "voice_sessions"
  where "link_id" = ?
  order by "id" desc
  limit ?;

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
  limit ?)
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
  limit ?);

-- voice_session.touch
update "voice_sessions"
  set "last_heard_at" = ?, "last_segment_start_s" = ?
  where "id" = ?;
