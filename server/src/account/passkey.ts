import { z } from 'zod';
import type { Clock } from '../kit/clock.ts';
import { toIso } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import type { PasskeyRow } from '../store/passkey-reader.ts';

/** Under what name authenticators know this server. */
export interface RelyingParty {
  /** The host name of the page. */
  id: string;
  /** The origin of the page, for example `https://chat.example.org`. */
  origin: string;
}

export interface PasskeyParts {
  store: Store;
  clock: Clock;
}

/** What authenticators send is base64url; the largest attestation takes a few kilobytes. */
const bytes = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/, 'must be base64url');

/** `RegistrationResponseJSON` of WebAuthn Level 3: what the browser's `credential.toJSON()` gives after `create`. */
export const registrationSchema = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(30)).max(10).default([]),
  }),
});

/** `AuthenticationResponseJSON` of WebAuthn Level 3: what `credential.toJSON()` gives after `get`. */
export const assertionSchema = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes }),
});

export const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
});

export function toPasskey(row: PasskeyRow): z.infer<typeof passkeySchema> {
  return {
    id: row.id,
    name: row.name,
    created_at: toIso(row.created_at),
    last_used_at: row.last_used_at === null ? null : toIso(row.last_used_at),
  };
}
