import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../../kit/clock.ts';
import { toIso } from '../../kit/clock.ts';
import { CHAT_LIMITS, CONTEXT_LIMITS } from '../../kit/limits.ts';
import type { OmiClient } from '../../omi/client/omi-client.ts';
import { OutcomeUnknownError } from '../../omi/client/outcome-unknown-error.ts';
import type { OmiData } from '../../omi/data/create-omi-data.ts';
import { getActiveLink } from '../../omi/data/get-active-link.ts';
import { reserveStart } from '../../omi/data/reserve-start.ts';
import { sendConversation } from '../../omi/data/send-conversation.ts';
import { sendMemories } from '../../omi/data/send-memories.ts';
import type { OmiExportKey } from '../../store/omi-export-reader.ts';
import type { Store } from '../../store/open.ts';
import type { OmiExportKind } from '../../store/table/omi-table.ts';
import { answerOnce, forgetAnswer } from '../answer-once.ts';
import { viewerOf } from '../authentication.ts';
import type { HttpServer, Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';

const tags = ['omi'];
const uid = nameSchema(128).describe('An Omi user whose link you confirmed');
const instant = z.iso.datetime({ offset: true });
const text = nameSchema(CHAT_LIMITS.textUnits);
const spec = z.string().max(200).optional().describe('Your own word for where the text comes from');

const conversationBody = z
  .strictObject({
    uid,
    text,
    text_source: z.enum(['audio_transcript', 'message', 'other_text']).default('audio_transcript'),
    text_source_spec: spec,
    started_at: instant.optional().describe('Now if absent; moved by a millisecond where you have another one with it'),
    finished_at: instant.optional().describe('Five minutes after the start if absent'),
    language: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
      .default('en'),
    geolocation: z
      .strictObject({
        latitude: z.number().min(-90).max(90),
        longitude: z.number().min(-180).max(180),
        google_place_id: z.string().max(300).nullish(),
        address: z.string().max(500).nullish(),
        location_type: z.string().max(100).nullish(),
      })
      .optional(),
  })
  .refine(({ started_at: from, finished_at: to }) => !from || !to || Date.parse(to) >= Date.parse(from), {
    path: ['finished_at'],
    message: 'must not be before started_at',
  });

const memoriesBody = z
  .strictObject({
    uid,
    text: text.nullable().default(null).describe('Omi’s model looks for memories in it'),
    text_source: z.enum(['email', 'social_post', 'other']).default('other'),
    text_source_spec: spec,
    memories: z
      .array(
        z.strictObject({
          content: nameSchema(CONTEXT_LIMITS.memoryUnits),
          tags: z.array(nameSchema(100)).max(20).optional(),
        }),
      )
      .min(1)
      .max(100)
      .optional(),
  })
  .refine((body) => body.text !== null || body.memories, { path: ['text'], message: 'or memories must be there' });

const onceAtOmi =
  'Omi itself would make another one at each call. Send an Idempotency-Key: when an answer was lost, the same request again gives its outcome and ' +
  'creates nothing twice. E1003 while the first one is under way, E4007 when Omi did not confirm it.';

interface Parts extends Pick<OmiData, 'getClient'> {
  store: Store;
  clock: Clock;
}

/** Creating conversations and memories at Omi. */
export function omiImportRoutes(parts: Parts): Routes {
  return (server) => {
    installConversation(server, parts);
    installMemories(server, parts);
  };
}

const reserved = z.object({ started_at: z.number() });

/** The kept answer of a key is the start that was taken for it: sending with one start has one effect, whenever and however often it is done. */
async function sendKept(
  parts: Parts,
  request: FastifyRequest,
  { kind, omiUserId, startedAt }: { kind: OmiExportKind; omiUserId: string; startedAt: number },
  send: (client: OmiClient, key: OmiExportKey) => Promise<void>,
): Promise<OmiExportKey> {
  const owner = viewerOf(request).userId;
  const { started_at } = await answerOnce(parts, request, reserved, async (tx) => {
    await getActiveLink(tx, owner, omiUserId);
    parts.getClient();
    const key = await reserveStart(tx, { owner, kind, startedAt }, parts.clock.now());
    return { started_at: key.startedAt };
  });
  const key = { owner, kind, startedAt: started_at };
  try {
    await send(parts.getClient(), key);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) await forgetAnswer(parts, request);
    throw error;
  }
  return key;
}

function installConversation(server: HttpServer, parts: Parts): void {
  server.post(
    '/omi/import/conversation',
    {
      config: { policy: 'user' },
      schema: {
        tags,
        summary: 'Create a conversation at Omi from a text',
        description: `Answers when Omi has read the text, which takes up to a minute and a half. ${onceAtOmi}`,
        body: conversationBody,
        response: {
          200: z.object({
            ok: z.literal(true),
            started_at: z.iso.datetime().describe('Omi gives no id: the conversation is the one with this start'),
          }),
        },
      },
    },
    async (request) => {
      const { uid: omiUserId, started_at, finished_at, text_source_spec, geolocation, ...conversation } = request.body;
      const startedAt = started_at === undefined ? parts.clock.now() : Date.parse(started_at);
      const key = await sendKept(parts, request, { kind: 'conversation', omiUserId, startedAt }, (client, kept) =>
        sendConversation({ ...parts, client }, omiUserId, {
          ...conversation,
          key: kept,
          finishedAt: finished_at === undefined ? undefined : Math.max(Date.parse(finished_at), kept.startedAt),
          text_source_spec: text_source_spec ?? null,
          geolocation: geolocation ?? null,
        }),
      );
      return { ok: true as const, started_at: toIso(key.startedAt) };
    },
  );
}

function installMemories(server: HttpServer, parts: Parts): void {
  server.post(
    '/omi/import/memories',
    {
      config: { policy: 'user' },
      schema: {
        tags,
        summary: 'Create memories at Omi',
        description: `Of a text Omi makes the memories it finds in it; memories are taken as they are. ${onceAtOmi}`,
        body: memoriesBody,
        response: { 200: z.object({ ok: z.literal(true) }) },
      },
    },
    async (request) => {
      const { uid: omiUserId, text_source_spec, memories, ...rest } = request.body;
      const order = { kind: 'memories' as const, omiUserId, startedAt: parts.clock.now() };
      await sendKept(parts, request, order, (client, key) =>
        sendMemories({ ...parts, client }, omiUserId, {
          ...rest,
          key,
          text_source_spec: text_source_spec ?? null,
          memories: memories ?? null,
        }),
      );
      return { ok: true as const };
    },
  );
}
