import { deliver } from '../../../../e2e/omi/deliver.ts';
import { speak } from '../../../../e2e/omi/speak.ts';
import { createUser } from '../../account/create-user.ts';
import { createPasswordHasher } from '../../account/password-hasher.ts';
import { ADMIN, readSignedIn } from './start-server.ts';
import type { VoiceServer } from './start-voice-server.ts';

export type Bearer = { authorization: string };

/** The eight digits of a sentence or a message. */
export const digitsOf = (sentence: string) => sentence.replace(/\D/g, '').slice(0, 8);

/** A digit that differs from every digit of the code, so that no part of it can be right. */
export const wrong = (code: string) => [...code].map((digit) => String((Number(digit) + 1) % 10)).join('');

/** What people do to link their Omi, through the routes and the webhook. */
export function createLinker(server: VoiceServer) {
  let people = 0;
  let current = 'u1';
  async function call(method: string, path: string, who: Bearer, body?: object, headers: Record<string, string> = {}) {
    const answer = await fetch(server.url + path, {
      method,
      headers: { ...who, ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  }
  const pushed = () => digitsOf(server.omi.notifications.at(-1)?.message ?? '');
  const start = (who: Bearer, uid = current, extra: object = {}, headers: Record<string, string> = {}) =>
    call('POST', '/link/omi/start', who, { omi_user_id: uid, ...extra }, headers);

  async function confirm(who: Bearer, code: string, uid = current): Promise<string> {
    const { body } = await call('POST', '/link/omi/confirm', who, { omi_user_id: uid, code });
    return body.ok ? 'ok' : body.error.code;
  }

  return {
    /** Whom the steps are about where they name nobody. */
    get uid() {
      return current;
    },
    /** From now on the steps are about an Omi user nobody linked yet. */
    turnToNewUid(): void {
      current = this.newUid();
    },
    call,
    start,
    confirm,
    /** How many notifications were pushed to the Omi user. */
    pushes: () => server.omi.notifications.filter(({ uid }) => uid === current).length,
    /** The digits of the last code that was pushed. */
    pushed,
    /** Begins and confirms; gives the token of the link's own address. */
    async link(who: Bearer, uid = current): Promise<string> {
      await start(who, uid);
      const { body } = await call('POST', '/link/omi/confirm', who, { omi_user_id: uid, code: pushed() });
      return body.webhook_token;
    },
    /** What is delivered when somebody says something; bars part the deliveries, which all leave at once. */
    say: (script: string, uid = current, startS = 0, url = server.webhookUrl) =>
      Promise.all(speak(script, { startS }).map((segments) => deliver(url, uid, segments))),
    async stateOf(who: Bearer, uid = current): Promise<string | undefined> {
      const { body } = await call('GET', '/link/omi', who);
      return body.links.find((link: { omi_user_id: string }) => link.omi_user_id === uid)?.status;
    },
    /** An Omi user nobody linked yet, who has the app enabled. */
    newUid(): string {
      people += 1;
      const uid = `omi-${people}`;
      server.omi.app.enabledUids.add(uid);
      return uid;
    },
    /** Somebody new with an account. */
    async signUp(): Promise<Bearer> {
      people += 1;
      const email = `person-${people}@example.org`;
      const passwordHash = await createPasswordHasher({ memoryCost: 64, timeCost: 1, parallelism: 1 }).hash(
        ADMIN.password,
      );
      const user = { email, displayName: undefined, passwordHash, role: 'user' as const };
      await server.store.transact((tx) => createUser(tx, user, server.clock.now()));
      return (await readSignedIn(await server.post('/auth/login', { email, password: ADMIN.password }))).bearer;
    },
  };
}
