import { setTimeout as sleep } from 'node:timers/promises';
import type { TestEvent } from '../../server/test/event-stream.ts';
import { ADMIN, createTestPerson, type TestMessage, type TestPerson } from '../../server/test/test-person.ts';
import { startServerProcess } from './server-process.ts';

export interface KillSetting {
  env: Record<string, string>;
  /** Numbers in [0, 1). */
  random(): number;
  /** The names of rounds, so that no two rounds ask the same. */
  round: number;
}

/** One message as its sender knows it when the server dies. */
interface Sent {
  body: { text: string; client_message_id: string; conversation_id?: string };
  /** What was told of it; undefined when the server died before it said anything. */
  meta: Extract<TestEvent, { event: 'meta' }>['data'] | undefined;
  /** The text that was read, and when each length was reached, in milliseconds of `performance.now`. */
  text: string;
  lengths: { length: number; atMs: number }[];
  end: Extract<TestEvent, { event: 'final' | 'error' }> | undefined;
}

export interface KillReport {
  sent: number;
  acknowledged: number;
  ended: number;
  /** The oldest text that was read before the kill and was gone after it, in milliseconds. */
  longestLossMs: number;
}

const CLIENTS = 5;
/** What RELIABILITY allows a checkpoint to be old. */
const OLDEST_CHECKPOINT_MS = 1_000;

/**
 * Lets several clients of one person send and read, kills the server at a random moment, starts it again on the same data and checks all that
 * was promised.
 * @throws Error with the first promise that was broken
 */
export async function playKillRound({ env, random, round }: KillSetting): Promise<KillReport> {
  await using first = await startServerProcess(env);
  const before = await createTestPerson(first.url, '/auth/login', ADMIN);
  const sent: Sent[] = [];
  let isDead = false;
  const clients = Array.from({ length: CLIENTS }, (_, client) =>
    keepSending(before, sent, () => isDead, `${round}.${client}`),
  );
  await sleep(50 + random() * 700);
  const killedMs = performance.now();
  isDead = true;
  await first.kill();
  await Promise.all(clients);

  await using second = await startServerProcess(env);
  const after = await createTestPerson(second.url, '/auth/login', ADMIN);
  const running = await after.call<{ streams: object[] }>('GET', '/chat/streams');
  if (running.body.streams.length > 0) throw new Error('an answer is still called running after the restart');
  const losses: number[] = [];
  for (const one of sent) losses.push(await checkMessage(after, one, killedMs));
  return {
    sent: sent.length,
    acknowledged: sent.filter(({ meta }) => meta).length,
    ended: sent.filter(({ end }) => end).length,
    longestLossMs: Math.max(0, ...losses),
  };
}

async function keepSending(person: TestPerson, sent: Sent[], isDead: () => boolean, name: string): Promise<void> {
  let conversationId: string | undefined;
  for (let i = 0; !isDead(); i += 1) {
    const id = `${name}.${i}`;
    const one: Sent = {
      body: {
        text: `question ${id}`,
        client_message_id: id,
        ...(conversationId !== undefined && { conversation_id: conversationId }),
      },
      meta: undefined,
      text: '',
      lengths: [],
      end: undefined,
    };
    sent.push(one);
    await readAnswer(person, one);
    conversationId = one.meta?.conversation_id ?? conversationId;
  }
}

/** Reads until the end or until the connection breaks, which a kill makes it do at any moment. */
async function readAnswer(person: TestPerson, one: Sent): Promise<void> {
  const stream = await person.send(one.body).catch(() => undefined);
  for (let event = await stream?.next(); event; event = await stream?.next()) {
    if (event.event === 'meta') one.meta = event.data;
    else if (event.event === 'delta') {
      one.text += event.data.text ?? '';
      one.lengths.push({ length: one.text.length, atMs: performance.now() });
    } else one.end = event;
  }
}

/** Gives the age, at the kill, of the oldest text that was read and is lost; 0 when none is. */
async function checkMessage(person: TestPerson, one: Sent, killedMs: number): Promise<number> {
  const name = one.body.client_message_id;
  if (!one.meta) {
    await checkUnknown(person, one);
    return 0;
  }
  const { conversation_id, message_id, user_message_id, stream_id } = one.meta;
  const branch = await person.messages(conversation_id, `?limit=100&branch=${message_id}`);
  const answer = branch.find(({ id }) => id === message_id);
  const question = branch.find(({ id }) => id === user_message_id);
  if (question?.text !== one.body.text) throw new Error(`${name}: the acknowledged message is lost`);
  if (!answer || answer.status === 'streaming') throw new Error(`${name}: its answer is ${answer?.status ?? 'lost'}`);
  checkEnd(one, answer);
  await checkSuffix(person, one, stream_id, answer);
  const lost = one.lengths.find(({ length }) => length > answer.text.length);
  const lossMs = lost ? killedMs - lost.atMs : 0;
  if (lossMs > OLDEST_CHECKPOINT_MS)
    throw new Error(`${name}: text that was read ${lossMs} ms before the kill is lost`);
  return lossMs;
}

function checkEnd(one: Sent, answer: TestMessage): void {
  const name = one.body.client_message_id;
  const isConsistent = answer.text.startsWith(one.text) || one.text.startsWith(answer.text);
  if (!isConsistent) throw new Error(`${name}: the stored text is not what was read`);
  if (one.end?.event === 'final') {
    const same = answer.status === 'complete' && answer.text === one.end.data.message.text && answer.text === one.text;
    if (!same) throw new Error(`${name}: an answer that had come to its end is ${answer.status}`);
  } else if (answer.status !== 'interrupted' && answer.status !== 'complete') {
    throw new Error(`${name}: an answer that was being written is ${answer.status}`);
  }
}

/** A reader that comes back with its number gets exactly what it lacks, and the end. */
async function checkSuffix(person: TestPerson, one: Sent, streamId: string, answer: TestMessage): Promise<void> {
  const reader = await person.resume(streamId, one.text.length);
  const events = await reader.rest();
  const expected = answer.status === 'complete' ? 'final' : 'error';
  if (events.at(-1)?.event !== expected) throw new Error(`${one.body.client_message_id}: came back to no ${expected}`);
  if (reader.text !== answer.text.slice(one.text.length)) {
    throw new Error(`${one.body.client_message_id}: came back at ${one.text.length} and got the wrong rest`);
  }
}

/** Nothing was promised of it; sending it again is one message, whether or not the first try was stored. */
async function checkUnknown(person: TestPerson, one: Sent): Promise<void> {
  const again = await person.send(one.body);
  const { data } = await again.until('meta');
  await again.leave();
  const repeated = await person.send(one.body);
  const same = (await repeated.until('meta')).data.message_id === data.message_id;
  await repeated.leave();
  if (!same) throw new Error(`${one.body.client_message_id}: sent again it became two messages`);
}
