import type { LinkId } from '../../kit/id.ts';
import { isTokenFor, signToken } from '../../kit/signed-token.ts';

/** No token of a link's own begins like this: they have no dots. */
const FORM = /^self-test\.([\w-]{36})\.([\w.-]+)$/;
/** Longer than the test waits for its answer. */
const LIFETIME_MS = 30_000;

const subjectOf = (linkId: LinkId) => `omi_self_test:${linkId}`;

/** The token of a webhook address at which the road of one link can be walked once without leaving a trace. */
export function createSelfTestToken(secret: string, linkId: LinkId, now: number): string {
  return `self-test.${linkId}.${signToken(secret, subjectOf(linkId), now + LIFETIME_MS)}`;
}

/** The link whose road a token may walk; undefined when it is not one of ours or its time is over. */
export function readSelfTestToken(secret: string, token: string, now: number): LinkId | undefined {
  const [, id, signed] = FORM.exec(token) ?? [];
  if (id === undefined || signed === undefined) return undefined;
  const linkId = id as LinkId;
  return isTokenFor(secret, subjectOf(linkId), signed, now) ? linkId : undefined;
}
