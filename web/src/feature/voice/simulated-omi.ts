import type { ApiClient } from '@omniai/client';
import { createKey, unwrap } from '@omniai/client';

const PREFIX = 'simulated-';

/** An Omi user that exists only here; each person has one of their own. */
export function simulatedOmiOf(userId: string): string {
  return `${PREFIX}${userId}`;
}

export function isSimulated({ omi_user_id: id }: { omi_user_id: string }): boolean {
  return id.startsWith(PREFIX);
}

/** `impossible`: this server gives its codes to a real Omi alone. Else what Omi would tell the person at once; null where nothing came back. */
type Heard = 'impossible' | { reply: string | null };

/** An Omi that hears what is typed. */
export interface SimulatedOmi {
  /** Sends a sentence as Omi does, by the webhook. @throws ApiError */
  hear(sentence: string): Promise<Heard>;
}

/** @param omiUserId one of {@link simulatedOmiOf} */
export function createSimulatedOmi(http: ApiClient['http'], omiUserId: string): SimulatedOmi {
  const bornAtMs = Date.now();
  let token: string | undefined;
  return {
    async hear(sentence) {
      token ??= await openAddress(http, omiUserId);
      if (token === undefined) return 'impossible';
      const startS = (Date.now() - bornAtMs) / 1_000;
      const segment = {
        id: createKey(),
        text: sentence,
        speaker: 'SPEAKER_00',
        is_user: true,
        start: startS,
        end: startS + 1,
      };
      const body = JSON.stringify({ session_id: omiUserId, segments: [segment] });
      const headers = { 'content-type': 'application/json' };
      const { message } = await unwrap(
        http.POST('/omi-webhook/{token}', {
          params: { path: { token } },
          // Whatever Omi sends is taken, so the API describes no body.
          fetch: (request) => fetch(new Request(request, { body, headers })),
        }),
      );
      return { reply: message ?? null };
    },
  };
}

/** The secret part of the webhook address of the simulated Omi user, who is linked first where they are not yet; undefined where that cannot be. */
async function openAddress(http: ApiClient['http'], omiUserId: string): Promise<string | undefined> {
  const { links } = await unwrap(http.GET('/omi/status'));
  const body = { omi_user_id: omiUserId };
  if (links.some((link) => link.omi_user_id === omiUserId && link.status === 'active')) {
    return (await unwrap(http.POST('/link/omi/rotate', { body }))).webhook_token;
  }
  const started = await unwrap(http.POST('/link/omi/start', { headers: { 'idempotency-key': createKey() }, body }));
  if (started.dev_code === undefined) {
    await unwrap(http.DELETE('/link/omi/unlink/{omi_user_id}', { params: { path: body } }));
    return undefined;
  }
  const confirmed = await unwrap(http.POST('/link/omi/confirm', { body: { ...body, code: started.dev_code } }));
  return confirmed.webhook_token;
}
