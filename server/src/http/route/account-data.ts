import { Readable } from 'node:stream';
import { z } from 'zod';
import { accessEntrySchema, listAccess } from '../../account/access-entry.ts';
import { exportAccount } from '../../account/export-account.ts';
import { importAccount } from '../../account/import-account.ts';
import { requireRecentProof } from '../../account/require-proof.ts';
import { appendAudit } from '../../audit/append-audit.ts';
import type { FileParts } from '../../file/file-parts.ts';
import { type Clock, toIso } from '../../kit/clock.ts';
import { ARCHIVE_LIMITS, HTTP_LIMITS } from '../../kit/limits.ts';
import type { Store } from '../../store/open.ts';
import { sessionViewerOf } from '../authentication.ts';
import { callerOf } from '../caller-of.ts';
import type { HttpServer, Routes } from '../http-server.ts';
import { pageQuery } from '../page-query.ts';

const tags = ['account'];
const ok = z.object({ ok: z.literal(true) });
const counts = z.record(z.string(), z.number().int());

/** A person's data: what was done with it, all of it out, and in again. */
export function accountDataRoutes(parts: { store: Store; clock: Clock; files: FileParts }): Routes {
  const { store, clock } = parts;
  return async (server) => {
    server.get(
      '/account/access-log',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'Who signed in as you, read or changed your account, newest first',
          querystring: pageQuery,
          response: { 200: ok.extend({ items: z.array(accessEntrySchema), nextCursor: z.string().optional() }) },
        },
      },
      async (request) => {
        const page = await listAccess(store.read, sessionViewerOf(request).userId, request.query);
        return { ok: true as const, ...page };
      },
    );

    server.get(
      '/account/export',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Everything that is yours as a ZIP archive; needs a recent sign-in',
          description:
            'A manifest, the contents of your files, then one file of JSON lines (NDJSON) for each kind of thing. POST /account/import gives back those that the manifest calls `restored`.',
          response: { 200: { description: 'The archive', content: { 'application/zip': { schema: z.unknown() } } } },
        },
      },
      async (request, reply) => {
        const viewer = sessionViewerOf(request);
        const now = clock.now();
        requireRecentProof(viewer, now);
        const target = { type: 'user', id: viewer.userId };
        const { ip, requestId } = callerOf(request);
        const entry = { at: now, actor: viewer.userId, action: 'account.export', target, ip, requestId };
        await store.transact((tx) => appendAudit(tx, entry));
        const name = `omniai-export-${toIso(now).slice(0, 10)}.zip`;
        reply.type('application/zip').header('content-disposition', `attachment; filename="${name}"`);
        return reply.send(Readable.from(exportAccount(store, parts.files.blobs, viewer, now), { objectMode: false }));
      },
    );

    // A scope of its own: nowhere else is an archive a body.
    await server.register(async (scope) => importRoute(scope, parts));
  };
}

function importRoute(scope: HttpServer, parts: { store: Store; clock: Clock; files: FileParts }): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/zip', (_request, payload, done) => done(null, payload));
  scope.post(
    '/account/import',
    {
      bodyLimit: ARCHIVE_LIMITS.bytes,
      config: { policy: 'session', rateClass: 'account', bodyTimeoutMs: HTTP_LIMITS.requestTimeoutMs },
      schema: {
        tags,
        summary: 'Put an export back into your account; needs a recent sign-in',
        description:
          'Send the ZIP archive as `application/zip`. It adds and changes nothing that is there, so it may be sent again. From another account everything gets ids of its own. Links to Omi wait for their code again, and reminders that were still to come are kept but not told.',
        response: { 200: ok.extend({ imported: counts, skipped: counts }) },
      },
    },
    async (request) => {
      const body = request.body instanceof Readable ? request.body : Readable.from([]);
      const viewer = sessionViewerOf(request);
      return { ok: true as const, ...(await importAccount(parts, viewer, body, callerOf(request))) };
    },
  );
}
