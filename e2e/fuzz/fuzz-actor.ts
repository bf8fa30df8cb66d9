import { createId, createSecret, hashSecret } from '../../server/src/kit/id.ts';
import type { TestDatabase } from '../../server/test/database.ts';
import { runSql } from '../../server/test/raw-sql.ts';
import { ADMIN } from '../../server/test/test-person.ts';
import { createKnownThings, type KnownThings } from './known-thing.ts';

/** An admin of the fuzz may close the registration as often as it is opened for somebody new. */
const REGISTER_TRIES = 10;

/** Who somebody is to the server. */
interface FuzzPerson {
  token: string;
  cookie: Record<string, string>;
}

/** One who sends; whoever has lost the account or the session on the way comes back as somebody new. */
export interface FuzzActor {
  readonly known: KnownThings;
  /** Undefined: signed out. */
  readonly person: FuzzPerson | undefined;
  /** Makes a new person of it where the old one is gone. @param lost whom the refused request was sent as */
  renew(lost: FuzzPerson | undefined): Promise<void>;
}

interface ActorSetting {
  url: string;
  database: TestDatabase;
  role: 'user' | 'admin';
  /** Makes the wearable of a new person known to Omi. */
  enable(uid: string): void;
}

export function createStranger(known: KnownThings): FuzzActor {
  return { known, person: undefined, renew: async () => undefined };
}

/** Somebody with an account, a wearable that is linked, and the role. */
export async function createFuzzActor(setting: ActorSetting): Promise<FuzzActor> {
  const known = createKnownThings();
  let person = await createPerson(setting, known);
  let renewing: Promise<void> | undefined;
  return {
    known,
    get person() {
      return person;
    },
    async renew(lost) {
      if (lost !== person) return;
      renewing ??= createPerson(setting, known).then((next) => {
        person = next;
        renewing = undefined;
      });
      await renewing;
    },
  };
}

async function createPerson({ url, database, role, enable }: ActorSetting, known: KnownThings): Promise<FuzzPerson> {
  const uid = `uid-${createId<string>()}`;
  const token = createSecret();
  const credentials = { email: `${uid}@example.org`, password: ADMIN.password };
  const { id, person } = await register(url, database, credentials);
  if (role === 'admin') await runSql(database, `update users set role = 'admin' where id = '${id}'`);
  enable(uid);
  await runSql(
    database,
    `insert into omi_links (id, user_id, omi_user_id, status, code_attempts, webhook_token_hash, created_at, verified_at)
     values ('${createId<string>()}', '${id}', '${uid}', 'active', 0, '${hashSecret(token)}', 0, 0)`,
  );
  known.clear();
  known.add('uid', uid);
  known.add('token', token);
  known.add('user', id);
  known.add('email', credentials.email);
  known.add('password', credentials.password);
  await makeThings(url, person, known);
  return person;
}

/** Something of every kind that people own, to be hit. */
async function makeThings(url: string, { token }: FuzzPerson, known: KnownThings): Promise<void> {
  const things = {
    '/messages/send': { text: 'Where is the oak?' },
    '/memories': { text: 'The treasure lies under the oak.' },
    '/agent-events': { type: 'task', payload: { title: 'Dig' } },
    '/followups': { message: 'Bring it home', deliver_at: '2999-01-01T00:00:00Z' },
  };
  for (const [path, body] of Object.entries(things)) {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    known.learn(JSON.parse(await answer.text()), path);
  }
}

async function register(
  url: string,
  database: TestDatabase,
  credentials: object,
): Promise<{ id: string; person: FuzzPerson }> {
  let answer = await tryToRegister(url, database, credentials);
  for (let tries = 1; !answer.ok && tries < REGISTER_TRIES; tries += 1) {
    answer = await tryToRegister(url, database, credentials);
  }
  const text = await answer.text();
  if (!answer.ok) throw new Error(`nobody new may come: ${text}`);
  const { session_token: token, user }: { session_token: string; user: { id: string } } = JSON.parse(text);
  const pairs = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const csrf = pairs.find((pair) => pair.startsWith('omni_csrf='))?.slice('omni_csrf='.length) ?? '';
  return {
    id: user.id,
    person: { token, cookie: { cookie: `omni_session=${token}; omni_csrf=${csrf}`, 'x-csrf-token': csrf } },
  };
}

let newcomers = 0;

async function tryToRegister(url: string, database: TestDatabase, credentials: object): Promise<Response> {
  newcomers += 1;
  await runSql(database, "delete from instance_state where key = 'registration'");
  return fetch(`${url}/auth/register`, {
    method: 'POST',
    // One address may not make that many accounts.
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `198.18.${(newcomers >> 8) & 255}.${newcomers & 255}`,
    },
    body: JSON.stringify(credentials),
  });
}
