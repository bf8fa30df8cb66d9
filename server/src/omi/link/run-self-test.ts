import { createAttemptLimit } from '../../account/attempt-limit.ts';
import { readPersonContext } from '../../context/preference.ts';
import { AppError } from '../../errors.ts';
import { type Clock, toIso } from '../../kit/clock.ts';
import { createId, type UserId } from '../../kit/id.ts';
import { must } from '../../kit/must.ts';
import { type OmiLinkRow, omiLinkReader } from '../../store/omi-link-reader.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import type { Store } from '../../store/open.ts';
import type { ReadHandle } from '../../store/query.ts';
import { voiceSessionReader } from '../../store/voice-session-reader.ts';
import { explainKnock } from './explain-knock.ts';
import { knockOnWebhook } from './knock-on-webhook.ts';
import type { SelfTest, SelfTestStep } from './self-test.ts';
import { createSelfTestToken } from './self-test-token.ts';

const DAY_MS = 86_400_000;

/** Each test makes the server call itself by its public address. */
const perPerson = createAttemptLimit('omi_self_test', 20);

export interface SelfTestParts {
  store: Store;
  clock: Clock;
  sessionSecret: string;
  /** Where people and Omi reach the server, without a slash at the end; null when it is not told. */
  publicUrl: string | null;
  /** Where the server itself listens, as an address that works on this machine; undefined while it does not listen. */
  listeningUrl: () => string | undefined;
}

/**
 * Sends one marked delivery to this server's own webhook, by the address that Omi would use where that is known, and says how far it came. It
 * leaves nothing behind but its outcome.
 * @throws AppError E1002 where the viewer has no such confirmed link, E1006 after too many tests
 */
export async function runSelfTest(parts: SelfTestParts, viewer: UserId, omiUserId: string): Promise<SelfTest> {
  const { store, clock } = parts;
  const link = await omiLinkReader.find(store.read, viewer, omiUserId);
  if (link?.status !== 'active') throw new AppError('E1002');
  const refusal = await store.transact((tx) => perPerson.raise(tx, viewer, clock.now()));
  if (refusal) throw refusal.error;

  const base = parts.publicUrl ?? must(parts.listeningUrl(), 'the address of a server that answers requests');
  const token = createSelfTestToken(parts.sessionSecret, link.id, clock.now());
  const startedAt = clock.monotonic();
  const knock = await knockOnWebhook(`${base}/omi-webhook/${token}?uid=${omiUserId}`, createDelivery(omiUserId));
  const elapsedMs = Math.round(clock.monotonic() - startedAt);

  const steps = [
    explainAddress(parts.publicUrl),
    ...(await explainPause(store.read, viewer, explainKnock(knock, new URL(base).origin))),
    await explainDeliveries(store.read, link, clock.now()),
  ];
  const result: SelfTest = {
    at: toIso(clock.now()),
    passed: steps.every(({ status }) => status === 'ok' || status === 'warning'),
    elapsed_ms: knock.kind === 'answered' ? elapsedMs : null,
    steps,
  };
  await store.transact((tx) => omiLinkWriter.setSelfTest(tx, link.id, JSON.stringify(result)));
  return result;
}

/** One question with a wake word, in the form in which Omi sends what it hears. */
function createDelivery(omiUserId: string): object {
  const id = `self-test-${createId<string>()}`;
  const said = { text: 'Hey Omi, is this a self-test?', speaker: 'SPEAKER_00', speaker_id: 0, is_user: true };
  return { session_id: omiUserId, segments: [{ id, ...said, person_id: null, translations: [] }] };
}

function explainAddress(publicUrl: string | null): SelfTestStep {
  if (publicUrl === null) {
    return {
      name: 'address',
      status: 'warning',
      message: 'PUBLIC_URL is not set, so only the inside of the server was tested.',
      remedy: 'Set PUBLIC_URL to the HTTPS address at which Omi reaches this server, then test again.',
    };
  }
  if (!publicUrl.startsWith('https://')) {
    return {
      name: 'address',
      status: 'warning',
      message: `PUBLIC_URL (${publicUrl}) is not an HTTPS address.`,
      remedy: 'Omi sends what it hears over the internet: put a proxy or tunnel with HTTPS before this server.',
    };
  }
  return { name: 'address', status: 'ok', message: `Omi reaches this server at ${publicUrl}.`, remedy: null };
}

/** A delivery that was not taken in has its reason mostly in what the person chose. */
async function explainPause(db: ReadHandle, viewer: UserId, steps: readonly SelfTestStep[]): Promise<SelfTestStep[]> {
  const { preferences } = await readPersonContext(db, viewer);
  if (!preferences.paused && preferences.voice_consent) return [...steps];
  const [message, remedy] = preferences.paused
    ? ['Listening is paused: nothing is taken in.', 'Switch the pause off.']
    : ['Nothing is taken in without your consent.', 'Allow what the wearable hears to be stored, in your preferences.'];
  return steps.map((step) =>
    step.name === 'understanding' && step.status === 'failed' ? { ...step, message, remedy } : step,
  );
}

/** Whether Omi itself delivers, which only a real delivery can show. */
async function explainDeliveries(db: ReadHandle, link: OmiLinkRow, now: number): Promise<SelfTestStep> {
  const newest = await voiceSessionReader.findNewest(db, link.id);
  const last = Math.max(newest?.last_heard_at ?? 0, link.last_delivery_at ?? 0);
  if (last > now - DAY_MS) {
    return { name: 'deliveries', status: 'ok', message: 'Omi delivered something in the last 24 hours.', remedy: null };
  }
  return {
    name: 'deliveries',
    status: 'warning',
    message: last === 0 ? 'Omi has not delivered anything yet.' : 'Omi has delivered nothing for more than a day.',
    remedy:
      'Check that the webhook address in Omi is this one and its app enabled there, then say something to the device.',
  };
}
