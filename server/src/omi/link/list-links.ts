import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import type { UserId } from '../../kit/id.ts';
import { type ListedLinkRow, omiStatusReader } from '../../store/omi-status-reader.ts';
import type { ReadHandle } from '../../store/query.ts';

const time = z.iso.datetime();

/** A link as its owner sees it. */
export const linkSchema = z.object({
  omi_user_id: z.string(),
  status: z.enum(['pending', 'active']),
  verified_at: time.nullable(),
  last_delivery_at: time.nullable().describe('When Omi last delivered something that this person said'),
  code_expires_at: time.nullable().describe('Until when a pending link can be confirmed'),
  webhook_hint: z
    .string()
    .nullable()
    .describe('The webhook address of this link alone, without its secret part: nobody can read that again'),
  previous_valid_until: time.nullable().describe('Until when the address before the last change works'),
});

export type LinkView = z.infer<typeof linkSchema>;

/** A person's links, confirmed or not, newest first. */
export async function listLinks(
  { db, publicUrl }: { db: ReadHandle; publicUrl: string | null },
  viewer: UserId,
  now: number,
): Promise<LinkView[]> {
  return (await omiStatusReader.listLinks(db, viewer)).map((row) => toLinkView(row, publicUrl, now));
}

/** @param publicUrl where people reach the server, without a slash at the end; null when it is not told */
export function toLinkView(row: ListedLinkRow, publicUrl: string | null, now: number): LinkView {
  const isActive = row.status === 'active';
  const previous = row.previous_token_expires_at;
  return {
    omi_user_id: row.omi_user_id,
    status: row.status,
    verified_at: toTime(row.verified_at),
    last_delivery_at: toTime(lastDelivery(row)),
    code_expires_at: isActive ? null : toTime(row.code_expires_at),
    webhook_hint: isActive ? `${publicUrl ?? ''}/omi-webhook/…` : null,
    previous_valid_until: previous !== null && previous > now ? toIso(previous) : null,
  };
}

/** The link itself is touched when a session begins, its session with every delivery. */
function lastDelivery({ last_delivery_at, last_heard_at }: ListedLinkRow): number | null {
  const latest = Math.max(last_delivery_at ?? 0, last_heard_at ?? 0);
  return latest === 0 ? null : latest;
}

function toTime(epochMs: number | null): string | null {
  return epochMs === null ? null : toIso(epochMs);
}
