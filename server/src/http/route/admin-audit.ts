import { Readable } from 'node:stream';
import { z } from 'zod';
import { exportAudit } from '../../admin/export-audit.ts';
import { searchAudit } from '../../admin/search-audit.ts';
import { setAuditDays } from '../../admin/set-audit-days.ts';
import { auditItemSchema } from '../../audit/audit-item.ts';
import { readAuditDays } from '../../audit/audit-retention.ts';
import { verifyAudit } from '../../audit/verify-audit.ts';
import type { Clock } from '../../kit/clock.ts';
import type { UserId } from '../../kit/id.ts';
import { QUOTA_LIMITS } from '../../kit/limits.ts';
import type { AuditFilter } from '../../store/audit-reader.ts';
import type { Store } from '../../store/open.ts';
import { actOf } from '../act-of.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { pageQuery } from '../page-query.ts';

const tags = ['admin'];
const ok = z.object({ ok: z.literal(true) });
const filter = {
  actor: nameSchema(100).optional().describe('The id of who did it'),
  action: nameSchema(100).optional().describe('`user.change`, or `user` for everything about users'),
  target: nameSchema(100).optional().describe('The id of what it was done to'),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional().describe('Not included'),
};
const verdict = z.union([
  ok.extend({
    intact: z.literal(true),
    entries: z.number().int(),
    first: z.number().int().describe('The number of the oldest entry; those before were cut off by retention'),
  }),
  ok.extend({
    intact: z.literal(false),
    broken_at: z.number().int().describe('The first entry that is missing or changed'),
  }),
]);
/** Sent as it is made, so the compiler sees a stream where the client reads text. */
const file = z.unknown().meta({ type: 'string' });
const retention = z.strictObject({
  days: z.int().min(1).max(QUOTA_LIMITS.auditDays).nullable().describe('How long entries are kept; null for ever'),
});

/** The audit log, for admins. */
export function adminAuditRoutes(parts: { store: Store; clock: Clock }): Routes {
  return (server) => {
    server.get(
      '/admin/audit',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'The audit log, newest first',
          querystring: pageQuery.extend(filter),
          response: { 200: ok.extend({ items: z.array(auditItemSchema), nextCursor: z.string().optional() }) },
        },
      },
      async (request) => {
        const { limit, cursor, ...query } = request.query;
        const page = await searchAudit(parts, actOf(request), { ...toFilter(query), limit, cursor });
        return { ok: true as const, ...page };
      },
    );
    server.get(
      '/admin/audit/export',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'The audit log as a file, oldest first',
          querystring: z.strictObject({ ...filter, format: z.enum(['csv', 'jsonl']).default('csv') }),
          response: {
            200: {
              description: 'One entry a line',
              content: { 'text/csv': { schema: file }, 'application/jsonl': { schema: file } },
            },
          },
        },
      },
      async (request, reply) => {
        const { format, ...query } = request.query;
        const text = await exportAudit(parts, actOf(request), toFilter(query), format);
        return reply
          .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl')
          .header('content-disposition', `attachment; filename="audit.${format}"`)
          .send(Readable.from(text));
      },
    );
    server.get(
      '/admin/audit/verify',
      {
        config: { policy: 'admin' },
        schema: { tags, summary: 'Whether every entry stands where and as it was written', response: { 200: verdict } },
      },
      async () => {
        const found = await verifyAudit(parts.store.read);
        return found.ok
          ? { ok: true as const, intact: true as const, entries: found.entries, first: found.first }
          : { ok: true as const, intact: false as const, broken_at: found.brokenAt };
      },
    );
    server.get(
      '/admin/audit/retention',
      {
        config: { policy: 'admin' },
        schema: { tags, summary: 'How long the audit log is kept', response: { 200: ok.extend(retention.shape) } },
      },
      async () => ({ ok: true as const, days: await readAuditDays(parts.store.read) }),
    );
    server.put(
      '/admin/audit/retention',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Set how long the audit log is kept',
          description: 'What is older is cut off within the hour; an entry with its hash keeps the rest verifiable.',
          body: retention,
          response: { 200: ok.extend(retention.shape) },
        },
      },
      async (request) => {
        const { days } = request.body;
        await setAuditDays(parts, actOf(request), days);
        return { ok: true as const, days };
      },
    );
  };
}

function toFilter(query: { [Name in keyof typeof filter]?: string | undefined }): AuditFilter {
  const { actor, action, target, from, to } = query;
  return {
    actor: actor as UserId | undefined,
    action,
    target,
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
  };
}
