import { z } from 'zod';
import { branchConversation } from '../../chat/branch-conversation.ts';
import { changeConversation } from '../../chat/change-conversation.ts';
import { conversationSchema, toConversation } from '../../chat/conversation.ts';
import { createConversation } from '../../chat/create-conversation.ts';
import { deleteConversation } from '../../chat/delete-conversation.ts';
import { getConversation } from '../../chat/get-conversation.ts';
import { listConversations } from '../../chat/list-conversations.ts';
import { listMessages } from '../../chat/list-messages.ts';
import { messageSchema } from '../../chat/message.ts';
import type { ChatParts } from '../../chat/send-message.ts';
import { spaceSchema } from '../../context/space.ts';
import type { ConversationId, MessageId } from '../../kit/id.ts';
import { CHAT_LIMITS, CONTEXT_LIMITS } from '../../kit/limits.ts';
import { answerOnce } from '../answer-once.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { pageQuery } from '../page-query.ts';

const tags = ['conversations'];
const params = z.object({ id: nameSchema(100) });
const title = z.string().trim().min(1).max(CHAT_LIMITS.titleUnits);
const change = z.strictObject({
  title: title.optional(),
  pinned: z.boolean().optional(),
  archived: z.boolean().optional(),
  space: spaceSchema.optional(),
  system_prompt: z.string().max(CHAT_LIMITS.systemPromptUnits).nullable().optional(),
  provider: nameSchema(100).nullable().optional(),
  model: nameSchema(300).nullable().optional(),
});
/** Shown with every way to begin a temporary conversation. */
const TEMPORARY =
  'Deleted a day after its last message, and until then in no list, search, export, summary or memory; it gets no title by the model.';
const one = z.object({ ok: z.literal(true), conversation: conversationSchema });

/** Conversations and their messages. */
export function conversationRoutes({ store, runs, clock }: Pick<ChatParts, 'store' | 'runs' | 'clock'>): Routes {
  return (server) => {
    server.get(
      '/conversations',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Your conversations, latest change first',
          querystring: pageQuery.extend({
            archived: z.enum(['true', 'false']).default('false'),
            pinned: z.enum(['true', 'false']).optional().describe('Only these; without it, all.'),
            space: spaceSchema.optional().describe('Only those of this space.'),
            q: z
              .string()
              .min(1)
              .max(CONTEXT_LIMITS.searchUnits)
              .optional()
              .describe('Only those whose title has all these words; the last may be the beginning of one.'),
          }),
          response: {
            200: z.object({
              ok: z.literal(true),
              items: z.array(conversationSchema),
              nextCursor: z.string().optional(),
            }),
          },
        },
      },
      async (request) => {
        const { archived, pinned, space = null, q, ...page } = request.query;
        const viewer = viewerOf(request).userId;
        const isPinned = pinned === undefined ? null : pinned === 'true';
        const part = { isArchived: archived === 'true', isPinned, space };
        const found = await listConversations(store.read, viewer, { ...page, ...part, query: q });
        return { ok: true as const, ...found };
      },
    );

    server.post(
      '/conversations',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Begin an empty conversation, in your active space unless you name one',
          body: change.omit({ archived: true }).extend({ temporary: z.boolean().optional().describe(TEMPORARY) }),
          response: { 200: one },
        },
      },
      async (request) => {
        const viewer = viewerOf(request).userId;
        return answerOnce({ store, clock }, request, one, async (tx) => {
          const row = await createConversation(tx, viewer, request.body, clock.now());
          return { ok: true as const, conversation: toConversation(row) };
        });
      },
    );

    server.get(
      '/conversations/:id',
      {
        config: { policy: 'user', isChat: true },
        schema: { tags, summary: 'One conversation', params, response: { 200: one } },
      },
      async (request) => {
        const id = request.params.id as ConversationId;
        const row = await getConversation(store.read, viewerOf(request).userId, id);
        return { ok: true as const, conversation: toConversation(row) };
      },
    );

    server.patch(
      '/conversations/:id',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Rename, pin, archive, keep or set up a conversation, or move it to another space',
          params,
          body: change.extend({ temporary: z.literal(false).optional().describe('Keeps a temporary conversation.') }),
          response: { 200: one },
        },
      },
      async (request) => {
        const id = request.params.id as ConversationId;
        const viewer = viewerOf(request).userId;
        const row = await store.transact((tx) => changeConversation(tx, viewer, id, request.body, clock.now()));
        return { ok: true as const, conversation: toConversation(row) };
      },
    );

    server.post(
      '/conversations/:id/branch',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Copy a conversation up to one of its messages into a new one',
          params,
          body: z.strictObject({ message_id: nameSchema(100).describe('The last message of the copy.') }),
          response: { 200: one },
        },
      },
      async (request) => {
        const viewer = viewerOf(request).userId;
        const id = request.params.id as ConversationId;
        const upTo = request.body.message_id as MessageId;
        return answerOnce({ store, clock }, request, one, async (tx) => {
          const row = await branchConversation(tx, viewer, id, upTo, clock.now());
          return { ok: true as const, conversation: toConversation(row) };
        });
      },
    );

    server.delete(
      '/conversations/:id',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Delete a conversation with everything in it; answers being written there are stopped',
          params,
          response: { 200: z.object({ ok: z.literal(true) }) },
        },
      },
      async (request) => {
        await deleteConversation({ store, runs }, viewerOf(request).userId, request.params.id as ConversationId);
        return { ok: true as const };
      },
    );

    server.get(
      '/conversations/:id/messages',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'One branch of a conversation, newest message first',
          params,
          querystring: pageQuery.extend({
            branch: nameSchema(100).optional().describe('A message id: the branch through it to its newest leaf.'),
          }),
          response: {
            200: z.object({ ok: z.literal(true), items: z.array(messageSchema), nextCursor: z.string().optional() }),
          },
        },
      },
      async (request) => {
        const viewer = viewerOf(request).userId;
        const found = await listMessages(store.read, viewer, request.params.id as ConversationId, request.query);
        return { ok: true as const, ...found };
      },
    );
  };
}
