import { z } from 'zod';
import type { Clock } from '../kit/clock.ts';
import type { SecretBox } from '../kit/secret-box.ts';
import { instanceStateReader } from '../store/instance-state-reader.ts';
import { instanceStateWriter } from '../store/instance-state-writer.ts';
import type { Store } from '../store/open.ts';

const KEY = 'push_keys';
const keysSchema = z.object({ publicKey: z.string(), privateKey: z.string() });

/** By which push services know this server (VAPID, RFC 8292), both base64url. */
export type PushKeys = z.infer<typeof keysSchema>;

/**
 * Makes the reader of this server's keys. They are made when they are first asked for and kept sealed for good: browsers are bound to them.
 * Those that the present secret does not open are made anew.
 */
export function createPushKeys({ store, clock, box }: { store: Store; clock: Clock; box: SecretBox }) {
  let known: PushKeys | undefined;
  return async (): Promise<PushKeys> => {
    known ??= open(box, await instanceStateReader.find(store.read, KEY));
    if (known) return known;
    const { default: webPush } = await import('web-push');
    const sealed = box.seal(JSON.stringify(webPush.generateVAPIDKeys()), KEY);
    await store.transact(async (tx) => {
      // Another instance may have been faster.
      const stored = await instanceStateReader.find(tx, KEY);
      if (!open(box, stored)) await instanceStateWriter.put(tx, KEY, sealed, clock.now());
    });
    known = open(box, await instanceStateReader.find(store.read, KEY));
    if (!known) throw new Error('the keys for pushes were just stored');
    return known;
  };
}

function open(box: SecretBox, sealed: string | undefined): PushKeys | undefined {
  if (sealed === undefined) return undefined;
  try {
    return keysSchema.parse(JSON.parse(box.open(sealed, KEY)));
  } catch {
    return undefined; // The server's secret is another one now.
  }
}
