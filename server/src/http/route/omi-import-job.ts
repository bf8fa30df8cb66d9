import { z } from 'zod';
import type { Clock } from '../../kit/clock.ts';
import type { OmiImportId } from '../../kit/id.ts';
import { cancelImport } from '../../omi/data/cancel-import.ts';
import type { OmiData } from '../../omi/data/create-omi-data.ts';
import { getImport } from '../../omi/data/get-import.ts';
import { listImports } from '../../omi/data/list-imports.ts';
import { omiImportSchema } from '../../omi/data/omi-import.ts';
import { startImport } from '../../omi/data/start-import.ts';
import type { Store } from '../../store/open.ts';
import { answerOnce } from '../answer-once.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';

const tags = ['omi'];
const params = z.object({ id: nameSchema(100) });
const one = z.object({ ok: z.literal(true), import: omiImportSchema });

interface Parts {
  store: Store;
  clock: Clock;
  /** Something was queued that wants to be done soon. */
  onQueued: () => void;
}

/** Taking over all of a person's memories or conversations from Omi, in the background. */
export function omiImportJobRoutes(data: Pick<OmiData, 'getClient'>, { store, clock, onQueued }: Parts): Routes {
  return (server) => {
    server.post(
      '/omi/imports',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Begin to take over all memories or conversations from Omi',
          description:
            'It goes on in the background, through restarts, and waits while Omi is not to be reached. Whatever was taken over before, even if it was ' +
            'deleted here since, is not taken again, so it may be begun again at any time.',
          body: z.strictObject({
            uid: nameSchema(128).describe('An Omi user whose link you confirmed'),
            kind: z.enum(['memories', 'conversations']).describe('Open action items of conversations become tasks'),
          }),
          response: { 200: one },
        },
      },
      async (request) => {
        const { uid: omiUserId, kind } = request.body;
        const viewer = viewerOf(request).userId;
        const answer = await answerOnce({ store, clock }, request, one, async (tx) => {
          const begun = await startImport(tx, viewer, { omiUserId, kind }, clock.now());
          data.getClient();
          return { ok: true as const, import: begun };
        });
        onQueued();
        return answer;
      },
    );

    server.get(
      '/omi/imports',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Your imports from Omi, newest first',
          querystring: z.strictObject({
            limit: z.coerce.number().int().min(1).max(100).default(20),
            cursor: z.string().max(500).optional(),
          }),
          response: {
            200: z.object({ ok: z.literal(true), items: z.array(omiImportSchema), nextCursor: z.string().optional() }),
          },
        },
      },
      async (request) => {
        const found = await listImports(store.read, viewerOf(request).userId, request.query);
        return { ok: true as const, ...found };
      },
    );

    server.get(
      '/omi/imports/:id',
      {
        config: { policy: 'user' },
        schema: { tags, summary: 'One import, how far it is', params, response: { 200: one } },
      },
      async (request) => {
        const id = request.params.id as OmiImportId;
        return { ok: true as const, import: await getImport(store.read, viewerOf(request).userId, id) };
      },
    );

    server.delete(
      '/omi/imports/:id',
      {
        config: { policy: 'user' },
        schema: { tags, summary: 'Stop an import; what it took over stays', params, response: { 200: one } },
      },
      async (request) => {
        const id = request.params.id as OmiImportId;
        const viewer = viewerOf(request).userId;
        const cancelled = await store.transact((tx) => cancelImport(tx, viewer, id, clock.now()));
        return { ok: true as const, import: cancelled };
      },
    );
  };
}
