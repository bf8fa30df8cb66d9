import { isDeepStrictEqual } from 'node:util';
import type { VoiceServer } from '../../server/src/http/test/start-voice-server.ts';
import { createRandom } from '../../server/test/random.ts';
import { type ChaosDelivery, createDeliveries } from './chaos-delivery.ts';
import { type ChaosPerson, createChaosPerson, readState } from './chaos-person.ts';
import { createTalk, type TalkItem } from './chaos-talk.ts';
import { expectState } from './expected-state.ts';

/** Long enough for everything that waits for silence, and for what was said to be no longer fresh; Omi's conversation goes on. */
const SILENCE_MS = 70_000;
const NEVER = new AbortController().signal;

/** How much was played. */
export interface ChaosReport {
  permutations: number;
  deliveries: number;
  questions: number;
  commands: number;
}

/**
 * Plays permutations of deliveries, each for somebody new, and compares what came of them with what was said. Permutation `i` is made from the
 * seed and `i` alone, so that it is the first one of the seed that an error names.
 * @throws Error with the seed of the first permutation that went wrong
 */
export async function playChaos(server: VoiceServer, seed: number, permutations: number): Promise<ChaosReport> {
  const report: ChaosReport = { permutations: 0, deliveries: 0, questions: 0, commands: 0 };
  for (let i = 0; i < permutations; i += 1) {
    await playOne(server, seed + i, report).catch((cause) => {
      throw new Error(`${cause.message}\nplay it alone with SEED=${seed + i}`, { cause });
    });
  }
  return report;
}

async function playOne(server: VoiceServer, seed: number, report: ChaosReport): Promise<void> {
  const random = createRandom(seed);
  const items = createTalk(random);
  const person = await createChaosPerson(server, `${seed}-${server.omi.app.enabledUids.size}`);
  const replies: string[] = [];
  const send = async (senders: readonly ChaosDelivery[][]) => {
    await Promise.all(senders.map((deliveries) => sendInOrder(server, person, deliveries, replies)));
    report.deliveries += senders.flat().length;
    server.clock.advance(SILENCE_MS);
    while ((await server.outbox.tick()) > 0);
  };
  const check = async (of: readonly TalkItem[]) => {
    const pushes = server.omi.notifications.filter(({ uid }) => uid === person.uid).map(({ message }) => message);
    const state = await readState(server, person, [...replies, ...pushes]);
    const expected = expectState(of);
    if (!isDeepStrictEqual(state, expected)) throw new Error(describe(state, expected));
    return expected;
  };

  const half = 1 + Math.floor(random() * (items.length - 1));
  const later = items.slice(half);
  const known = items.slice(0, half);
  // Omi may know the voice late: then everything comes once more, with the same words.
  const knowsVoice = random() < 0.5;
  const first = knowsVoice ? known : known.map(withoutVoice);
  await send(createDeliveries(first, random));
  await check(first);
  // What was heard before comes again with what is new, as a webhook that lags and retries make it.
  await send(createDeliveries([...known.filter(() => !knowsVoice || random() < 0.5), ...later], random));
  const { asked, remembered, tasks } = await check(items);
  await send(createDeliveries(items, random));
  await check(items);
  report.permutations += 1;
  report.questions += asked.length;
  report.commands += remembered.length + tasks.length;
}

function withoutVoice(item: TalkItem): TalkItem {
  return { ...item, segments: item.segments.map((segment) => ({ ...segment, is_user: false })) };
}

async function sendInOrder(
  { road }: VoiceServer,
  { uid }: ChaosPerson,
  deliveries: readonly ChaosDelivery[],
  replies: string[],
): Promise<void> {
  for (const delivery of deliveries) {
    const { message } = await road.answerDelivery(
      { kind: 'app', isOpen: false },
      { ...toRequest(uid, delivery), hungUp: NEVER },
    );
    if (message !== undefined) replies.push(message);
  }
}

function toRequest(uid: string, { form, segments }: ChaosDelivery): { body: string; query: Record<string, string> } {
  if (form === 'array') return { body: JSON.stringify(segments), query: { uid, session_id: uid } };
  const body = JSON.stringify({ session_id: uid, segments });
  return { body, query: form === 'object' ? { uid } : {} };
}

function describe(state: object, expected: object): string {
  const lines = (of: object) => new Set(JSON.stringify(of, null, 1).split('\n'));
  const missing = [...lines(expected)].filter((line) => !lines(state).has(line));
  const extra = [...lines(state)].filter((line) => !lines(expected).has(line));
  return `missing:\n${missing.join('\n')}\ntoo much:\n${extra.join('\n')}\nof ${JSON.stringify(expected)}\nthere is ${JSON.stringify(state)}`;
}
