import type { Clock } from '../../kit/clock.ts';
import type { OmiLinkRow } from '../../store/omi-link-reader.ts';
import type { Store } from '../../store/open.ts';
import { rehearse } from '../../store/rehearse.ts';
import type { AcceptedBody } from '../intake/accept-body.ts';
import { acceptSegments } from '../intake/accept-segments.ts';

/** What a rehearsed delivery came to. */
export type SelfTestOutcome = 'understood' | 'not_understood' | 'not_taken';

/**
 * Takes in a delivery that came to a self-test's address: it goes through the very code of a real one, in a transaction that is undone. Nothing
 * it says is kept, asked or pushed, whoever sends it.
 */
export async function answerSelfTest(
  parts: { store: Store; clock: Clock },
  link: OmiLinkRow,
  { uid, segments }: AcceptedBody & { kind: 'transcript' },
): Promise<{ message: string }> {
  const rehearsal = { ...parts, store: rehearse(parts.store) };
  const heard = await acceptSegments(rehearsal, { omiUserId: uid, linkId: link.id, segments, mayLink: false });
  if (heard.kind !== 'heard') return { message: toSelfTestReply('not_taken') };
  return { message: toSelfTestReply(heard.questions.length > 0 ? 'understood' : 'not_understood') };
}

/** Longer than the five characters that Omi asks of a message. */
const PREFIX = 'self-test: ';

function toSelfTestReply(outcome: SelfTestOutcome): string {
  return PREFIX + outcome;
}

/** Reads the reply to a self-test's delivery; undefined where it is not ours. */
export function readSelfTestReply(message: unknown): SelfTestOutcome | undefined {
  if (typeof message !== 'string' || !message.startsWith(PREFIX)) return undefined;
  const outcome = message.slice(PREFIX.length);
  return outcome === 'understood' || outcome === 'not_understood' || outcome === 'not_taken' ? outcome : undefined;
}
