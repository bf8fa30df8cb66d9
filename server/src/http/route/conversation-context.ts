import { z } from 'zod';
import { conversationContextSchema, getContext } from '../../chat/get-context.ts';
import { getConversation } from '../../chat/get-conversation.ts';
import type { ChatParts } from '../../chat/send-message.ts';
import { changeSummary } from '../../context/change-summary.ts';
import { deleteSummary } from '../../context/delete-summary.ts';
import { listSummaries } from '../../context/list-summaries.ts';
import { summarySchema, toSummary } from '../../context/summary.ts';
import type { ConversationId, SummaryId } from '../../kit/id.ts';
import { CONTEXT_LIMITS } from '../../kit/limits.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { pageQuery } from '../page-query.ts';

const tags = ['conversations'];
const params = z.object({ id: nameSchema(100) });

/** What the next answer of a conversation would know, and the summaries that it may get. */
export function conversationContextRoutes(
  chat: Pick<ChatParts, 'store' | 'registry' | 'clock' | 'toolBox' | 'counters'>,
): Routes {
  const { store, clock } = chat;
  return (server) => {
    server.get(
      '/conversations/:id/context',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'What your next message would be sent with',
          description:
            'Made in the same way as the prompt itself. Which memories fit best, where not all fit, depends on what you write then.',
          params,
          querystring: z.strictObject({
            branch: nameSchema(100).optional().describe('A message id: the branch through it to its newest leaf.'),
            provider: nameSchema(100).optional(),
            model: nameSchema(300).optional().describe('Another than the conversation’s.'),
          }),
          response: { 200: z.object({ ok: z.literal(true), context: conversationContextSchema }) },
        },
      },
      async (request) => {
        const id = request.params.id as ConversationId;
        return { ok: true as const, context: await getContext(chat, viewerOf(request).userId, id, request.query) };
      },
    );

    server.get(
      '/conversations/:id/summaries',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'The summaries of a conversation, the one that ends in the newest message first',
          params,
          querystring: pageQuery,
          response: {
            200: z.object({ ok: z.literal(true), items: z.array(summarySchema), nextCursor: z.string().optional() }),
          },
        },
      },
      async (request) => {
        const viewer = viewerOf(request).userId;
        const { id } = await getConversation(store.read, viewer, request.params.id as ConversationId);
        return { ok: true as const, ...(await listSummaries(store.read, viewer, id, request.query)) };
      },
    );

    server.patch(
      '/summaries/:id',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Correct a summary; no model writes over your words',
          params,
          body: z.strictObject({ text: z.string().trim().min(1).max(CONTEXT_LIMITS.summaryUnits) }),
          response: { 200: z.object({ ok: z.literal(true), summary: summarySchema }) },
        },
      },
      async (request) => {
        const viewer = viewerOf(request).userId;
        const id = request.params.id as SummaryId;
        const row = await store.transact((tx) => changeSummary(tx, viewer, id, request.body.text, clock.now()));
        return { ok: true as const, summary: toSummary(row) };
      },
    );

    server.delete(
      '/summaries/:id',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Delete a summary; another one is made when it is needed, unless you switch that off',
          params,
          response: { 200: z.object({ ok: z.literal(true) }) },
        },
      },
      async (request) => {
        await store.transact((tx) => deleteSummary(tx, viewerOf(request).userId, request.params.id as SummaryId));
        return { ok: true as const };
      },
    );
  };
}
