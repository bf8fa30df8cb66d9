import { z } from 'zod';
import { endOtherSessions } from '../../account/end-other-sessions.ts';
import { type EndSessionParts, endSession } from '../../account/end-session.ts';
import { toIso } from '../../kit/clock.ts';
import type { SessionId } from '../../kit/id.ts';
import { sessionReader } from '../../store/session-reader.ts';
import { sessionViewerOf } from '../authentication.ts';
import { callerOf } from '../caller-of.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';

const tags = ['account'];
const ok = z.object({ ok: z.literal(true) });
const sessionSchema = z.object({
  id: z.string(),
  created_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime().describe('To the minute'),
  ip: z.string().describe('The address it was begun from'),
  user_agent: z.string(),
  current: z.boolean().describe('The session that asks'),
});
const revokeBody = z
  .strictObject({ session_id: nameSchema(100).optional(), session_token: nameSchema(200).optional() })
  .refine((body) => (body.session_id === undefined) !== (body.session_token === undefined), {
    message: 'give either session_id or session_token',
    path: ['session_id'],
  });

/** The devices on which a person is signed in. */
export function accountSessionRoutes(parts: EndSessionParts): Routes {
  return (server) => {
    server.get(
      '/account/sessions',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'Where you are signed in, newest first',
          response: { 200: ok.extend({ sessions: z.array(sessionSchema) }) },
        },
      },
      async (request) => {
        const viewer = sessionViewerOf(request);
        const rows = await sessionReader.list(parts.store.read, viewer.userId, parts.clock.now());
        const sessions = rows.map((row) => ({
          id: row.id,
          created_at: toIso(row.created_at),
          last_seen_at: toIso(row.last_seen_at),
          ip: row.ip,
          user_agent: row.user_agent,
          current: row.id === viewer.sessionId,
        }));
        return { ok: true as const, sessions };
      },
    );

    server.post(
      '/account/sessions/revoke',
      {
        config: { policy: 'session' },
        schema: { tags, summary: 'Sign one device out', body: revokeBody, response: { 200: ok } },
      },
      async (request) => {
        const { session_id: id, session_token: token } = request.body;
        const which = token === undefined ? { id: id as SessionId } : { token };
        await endSession(parts, sessionViewerOf(request), which, callerOf(request));
        return { ok: true as const };
      },
    );

    server.post(
      '/account/sessions/revoke-others',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'Sign every other device out',
          response: { 200: ok.extend({ revoked: z.number().int() }) },
        },
      },
      async (request) => ({
        ok: true as const,
        revoked: await endOtherSessions(parts, sessionViewerOf(request), callerOf(request)),
      }),
    );
  };
}
