import { z } from 'zod';
import type { Registration } from '../../config.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import { HTTP_LIMITS } from '../../kit/limits.ts';
import type { Phase, Routes } from '../http-server.ts';

interface HealthParts {
  version: string;
  clock: Clock;
  phase: () => Phase;
  database: 'sqlite' | 'postgres';
  readRegistration: () => Promise<Registration>;
  isOmiConfigured: boolean;
  /** Whether nobody has an account yet. */
  needsSetup: () => Promise<boolean>;
  /** @throws AppError E1007 when the database does not answer */
  checkDatabase: () => Promise<void>;
}

const ok = z.object({ ok: z.literal(true) });
const health = ok.extend({
  version: z.string(),
  uptime_s: z.number().int(),
  needs_setup: z.boolean().describe('True until the first admin exists'),
  registration: z.enum(['invite', 'open', 'closed']),
  database: z.enum(['sqlite', 'postgres']),
  omi_configured: z.boolean(),
});

/** Whether the server lives, works and can reach its database. */
export function healthRoutes(parts: HealthParts): Routes {
  const startedMs = parts.clock.monotonic();
  return (server) => {
    server.get(
      '/health',
      {
        config: { policy: 'public', isAlwaysOpen: true },
        schema: { tags: ['utility'], summary: 'Liveness and configuration, no secrets', response: { 200: health } },
      },
      async () => ({
        ok: true as const,
        version: parts.version,
        uptime_s: Math.floor((parts.clock.monotonic() - startedMs) / 1000),
        needs_setup: await parts.needsSetup(),
        registration: await parts.readRegistration(),
        database: parts.database,
        omi_configured: parts.isOmiConfigured,
      }),
    );
    server.get(
      '/ready',
      {
        config: { policy: 'public', isAlwaysOpen: true },
        schema: { tags: ['utility'], summary: '503 while the server starts or stops', response: { 200: ok } },
      },
      async () => {
        if (parts.phase() === 'ready') return { ok: true as const };
        throw new AppError('E1007', `The server is ${parts.phase()}.`, { retryAfterS: HTTP_LIMITS.retryAfterS });
      },
    );
    server.get(
      '/health/db',
      {
        config: { policy: 'public', isAlwaysOpen: true },
        schema: { tags: ['utility'], summary: 'Whether the database answers', response: { 200: ok } },
      },
      async () => {
        await parts.checkDatabase();
        return { ok: true as const };
      },
    );
  };
}
