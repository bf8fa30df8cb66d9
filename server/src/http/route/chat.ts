import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SessionEnds } from '../../account/session-ends.ts';
import {
  type Answer,
  answerErrorSchema,
  answerFinalSchema,
  answerMetaSchema,
  awaitAnswer,
  findAnswer,
  followAnswer,
} from '../../chat/answer.ts';
import { cancelAnswer } from '../../chat/cancel-answer.ts';
import { continueAnswer } from '../../chat/continue-answer.ts';
import { editMessage } from '../../chat/edit-message.ts';
import { answerDetailsSchema, answerOptionsSchema, messageSchema } from '../../chat/message.ts';
import { retryAnswer } from '../../chat/retry-answer.ts';
import { type ChatParts, type NewMessage, sendMessage } from '../../chat/send-message.ts';
import { spaceSchema } from '../../context/space.ts';
import { AppError, ERROR_CATALOGUE, type ErrorCode } from '../../errors.ts';
import { toIso } from '../../kit/clock.ts';
import type { ConversationId, FileId, MessageId, RunId } from '../../kit/id.ts';
import { BEYOND_EVERY_ANSWER, CHAT_LIMITS, FILE_LIMITS } from '../../kit/limits.ts';
import { runReader } from '../../store/run-reader.ts';
import { idempotencyKeyOf } from '../answer-once.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { slotSchema } from '../slot-schema.ts';
import { sourceOf } from '../source-of.ts';
import { openSse } from '../sse.ts';

const id = nameSchema(100);

const words = {
  text: z
    .string()
    .max(CHAT_LIMITS.textUnits)
    .refine((text) => text.trim() !== '', 'must say something'),
  provider: id.optional(),
  model: nameSchema(300).optional(),
  client_message_id: id
    .optional()
    .describe('Your own id: the same id with the same body gives the same answer again, never a second one.'),
  file_ids: z
    .array(id)
    .max(FILE_LIMITS.perMessage)
    .optional()
    .describe(
      'Files of yours that go along, uploaded before with POST /files. Without it an edited message keeps its own.',
    ),
  options: answerOptionsSchema.optional(),
  tools: z
    .array(id)
    .max(20)
    .optional()
    .describe(
      'Names of the servers whose tools this answer may use (GET /tools); without it those that you have switched on.',
    ),
  web_search: z
    .boolean()
    .optional()
    .describe('Whether this answer may search the web; without it as you have switched it.'),
};

const sendBody = z
  .strictObject({
    ...words,
    conversation_id: id.optional().describe('Without it a new conversation begins.'),
    slot: slotSchema
      .optional()
      .describe('Goes into the conversation of that window (1 to 5), made at its first message.'),
    parent_id: id.optional().describe('The message to go on from; without it the newest one.'),
    temporary: z
      .boolean()
      .optional()
      .describe(
        'Begins a conversation that is deleted a day after its last message, and until then is in no list, search, export, summary or memory.',
      ),
    space: spaceSchema.optional().describe('The space in which a new conversation begins; without it your active one.'),
  })
  .refine((body) => body.slot === undefined || body.conversation_id === undefined, {
    path: ['slot'],
    message: 'cannot come together with conversation_id',
  })
  .refine((body) => body.temporary !== true || (body.slot ?? body.conversation_id) === undefined, {
    path: ['temporary'],
    message: 'is for a new conversation, outside of windows',
  })
  .refine((body) => body.space === undefined || (body.slot ?? body.conversation_id) === undefined, {
    path: ['space'],
    message: 'is for a new conversation, outside of windows',
  });

const editBody = z.strictObject({ ...words, message_id: id.describe('The message of yours to say in other words.') });

const againBody = z.strictObject({
  message_id: id,
  provider: id.optional(),
  model: nameSchema(300).optional(),
});
const retryBody = againBody.extend({ message_id: id.describe('The answer to try again, or its question.') });
const continueBody = againBody.extend({
  message_id: id.describe('The answer to go on with: one that was stopped, broke off or became too long.'),
});

const eventStream = z
  .union([
    answerMetaSchema.meta({ description: 'event: meta' }),
    z
      .object({
        text: z.string().optional(),
        reasoning: z.string().optional(),
        details: answerDetailsSchema.optional().describe('All of them, whenever one changes.'),
      })
      .meta({ description: 'event: delta' }),
    answerFinalSchema.meta({ description: 'event: final' }),
    answerErrorSchema.meta({ description: 'event: error' }),
  ])
  .describe(
    'Server-sent events: one `meta`, any number of `delta`, then one `final` or `error`. The id of a delta is the length of the text so far in UTF-16 ' +
      'units; come back with it as `Last-Event-ID` on GET /chat/streams/{stream_id} to go on without a gap.',
  );
const streamResponse = {
  200: { description: 'The answer as it is written', content: { 'text/event-stream': { schema: eventStream } } },
};

const tags = ['chat'];

/** Asking and following answers. */
export function chatRoutes(parts: ChatParts & { sessionEnds: SessionEnds }): Routes {
  const { store } = parts;

  async function stream(request: FastifyRequest, reply: FastifyReply, answer: Answer): Promise<void> {
    const { sessionId, userId } = viewerOf(request);
    const sse = openSse(reply);
    sse.onClose(parts.sessionEnds.subscribe({ sessionId, userId }, () => sse.cut()));
    sse.event('meta', answer.meta);
    try {
      const end = await followAnswer(parts, answer, lastEventId(request), sse);
      if (!end) return sse.cut();
      sse.event(end.event, end.data);
      sse.end();
    } catch (error) {
      // The answer goes on without this reader, which comes back with its number.
      request.log.warn({ err: error, stream_id: answer.meta.stream_id }, 'a reader could not be served');
      sse.cut();
    }
  }

  return (server) => {
    server.post(
      '/chat/stream',
      {
        config: { policy: 'user', isChat: true, rateClass: 'chat' },
        schema: { tags, summary: 'Send a message and stream its answer', body: sendBody, response: streamResponse },
      },
      async (request, reply) => stream(request, reply, await sendMessage(parts, toNewMessage(request, request.body))),
    );

    server.post(
      '/messages/send',
      {
        config: { policy: 'user', isChat: true, rateClass: 'chat' },
        schema: {
          tags,
          summary: 'Send a message and wait for its answer',
          body: sendBody,
          response: {
            200: z.object({
              ok: z.literal(true),
              conversation_id: z.string(),
              assistant_text: z.string(),
              message: messageSchema,
            }),
          },
        },
      },
      async (request) => {
        const answer = await sendMessage(parts, toNewMessage(request, request.body));
        const end = await awaitAnswer(parts, answer);
        if (end.event === 'error') {
          throw new AppError(toErrorCode(end.data.code), end.data.message, {
            details: [{ message_id: end.data.message_id }],
          });
        }
        const { message } = end.data;
        return { ok: true as const, conversation_id: message.conversation_id, assistant_text: message.text, message };
      },
    );

    server.post(
      '/chat/retry',
      {
        config: { policy: 'user', isChat: true, rateClass: 'chat' },
        schema: {
          tags,
          summary: 'Ask a question again; the new answer stands beside the old one',
          body: retryBody,
          response: streamResponse,
        },
      },
      async (request, reply) => {
        return stream(request, reply, await retryAnswer(parts, toAgain(request, request.body)));
      },
    );

    server.post(
      '/chat/continue',
      {
        config: { policy: 'user', isChat: true, rateClass: 'chat' },
        schema: {
          tags,
          summary: 'Go on with an unfinished answer; the new one begins with its text and stands beside it',
          body: continueBody,
          response: streamResponse,
        },
      },
      async (request, reply) => {
        return stream(request, reply, await continueAnswer(parts, toAgain(request, request.body)));
      },
    );

    server.post(
      '/chat/edit',
      {
        config: { policy: 'user', isChat: true, rateClass: 'chat' },
        schema: {
          tags,
          summary: 'Say something in other words; the new message begins a branch beside the old one, which is kept',
          body: editBody,
          response: streamResponse,
        },
      },
      async (request, reply) => {
        const { message_id, ...body } = request.body;
        const edit = { messageId: message_id as MessageId, ...toWords(request, body) };
        return stream(request, reply, await editMessage(parts, edit));
      },
    );

    server.get(
      '/chat/streams/:stream_id',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Follow an answer from where you are',
          params: z.object({ stream_id: id }),
          response: streamResponse,
        },
      },
      async (request, reply) => {
        const viewer = viewerOf(request).userId;
        return stream(request, reply, await findAnswer(parts, viewer, request.params.stream_id as RunId));
      },
    );

    server.get(
      '/chat/streams',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Your answers that are being written',
          response: {
            200: z.object({
              ok: z.literal(true),
              streams: z.array(
                z.object({
                  stream_id: z.string(),
                  conversation_id: z.string(),
                  message_id: z.string(),
                  provider: z.string(),
                  model: z.string(),
                  started_at: z.iso.datetime(),
                }),
              ),
            }),
          },
        },
      },
      async (request) => {
        const rows = await runReader.listStreaming(store.read, viewerOf(request).userId);
        const streams = rows.map((row) => ({
          stream_id: row.id,
          conversation_id: row.conversation_id,
          message_id: row.message_id,
          provider: row.provider,
          model: row.model,
          started_at: toIso(row.started_at),
        }));
        return { ok: true as const, streams };
      },
    );

    server.post(
      '/chat/cancel',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'Stop an answer; what was written is kept',
          body: z.strictObject({ stream_id: id }),
          response: { 200: z.object({ ok: z.literal(true), status: messageSchema.shape.status }) },
        },
      },
      async (request) => {
        const status = await cancelAnswer(parts, viewerOf(request).userId, request.body.stream_id as RunId);
        return { ok: true as const, status };
      },
    );
  };
}

function toNewMessage(request: FastifyRequest, body: z.infer<typeof sendBody>): NewMessage {
  return {
    ...toWords(request, body),
    conversationId: body.conversation_id as ConversationId | undefined,
    slot: body.slot,
    parentId: body.parent_id as MessageId | undefined,
    isTemporary: body.temporary,
    space: body.space,
  };
}

function toWords(request: FastifyRequest, body: Omit<z.infer<typeof editBody>, 'message_id'>) {
  return {
    viewer: viewerOf(request).userId,
    text: body.text,
    source: sourceOf(request),
    provider: body.provider,
    model: body.model,
    fileIds: body.file_ids as FileId[] | undefined,
    clientMessageId: body.client_message_id,
    options: {
      ...body.options,
      ...(body.tools && { tools: body.tools }),
      ...(body.web_search !== undefined && { web_search: body.web_search }),
    },
  };
}

function toAgain(request: FastifyRequest, { message_id, provider, model }: z.infer<typeof againBody>) {
  return {
    viewer: viewerOf(request).userId,
    messageId: message_id as MessageId,
    provider,
    model,
    idempotencyKey: idempotencyKeyOf(request),
  };
}

/** Where the reader stands; anything that is no number means the beginning, a number beyond every answer its end. */
function lastEventId(request: FastifyRequest): number {
  const header = request.headers['last-event-id'];
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Math.min(Number(header), BEYOND_EVERY_ANSWER) : 0;
}

function toErrorCode(code: string): ErrorCode {
  return code in ERROR_CATALOGUE ? (code as ErrorCode) : 'E5000';
}
