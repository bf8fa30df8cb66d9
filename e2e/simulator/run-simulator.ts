import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type OmiStandIn, startOmiStandIn } from '../omi/start-omi-stand-in.ts';
import { realTime } from '../omi/time.ts';
import { createFastTime } from './fast-time.ts';
import { findServer } from './find-server.ts';
import { openAddresses } from './open-addresses.ts';
import { parseLine } from './parse-script.ts';
import type { SimulatorOptions } from './read-options.ts';
import { createSimulation, type Simulation } from './simulation.ts';
import { SimulatorError } from './simulator-error.ts';
import { createTranscriptPrinter } from './transcript-printer.ts';

const HOUR_MS = 3_600_000;

/**
 * Plays what is said, to the server and as Omi's API, until there is no more of it.
 * @param input where lines come from when the options name neither lines nor a file
 * @throws SimulatorError with what the person can put right
 */
export async function runSimulator(
  options: SimulatorOptions,
  input: NodeJS.ReadStream,
  write: (line: string) => void,
): Promise<void> {
  const { hasOmiApp } = await findServer(options.url);
  const time = options.isFast ? createFastTime() : realTime;
  const printer = createTranscriptPrinter(write, time.now);
  let answered = Promise.withResolvers<void>();
  let simulation: Simulation | undefined;
  const omi = await startStandIn(options, {
    onNotification({ message }) {
      printer.print('push', message);
      answered.resolve();
    },
    onConversation(_uid, conversation) {
      printer.print('omi', `Keeps a conversation: ${conversation.structured.title}`);
      simulation?.tellConversation(conversation).catch((error) => printer.print('!', String(error)));
    },
  });
  try {
    if (!hasOmiApp) write(explainPushes(omi));
    simulation = createSimulation({
      addresses: await openAddresses(options, omi),
      uid: options.uid,
      time,
      printer,
      isFast: options.isFast,
      startedAtMs: options.isFast ? longAgo(time.now()) : lastHour(time.now()),
      onReply: () => answered.resolve(),
    });
    for await (const line of readLines(options, input, write)) {
      if (parseLine(line).some(({ kind }) => kind === 'say')) answered = Promise.withResolvers();
      await simulation.play(line);
    }
    await simulation.settled();
    if (!(await isInTime(answered.promise, options.waitMs))) write(explainSilence(options.uid));
  } finally {
    await omi.stop();
  }
}

/** Omi goes on in the same conversation when somebody speaks again soon, so a second run goes on where the first one was. */
function lastHour(now: number): number {
  return now - (now % HOUR_MS);
}

/** What a fast run says is ahead of the clock, so nothing may go on from it: with other times a later run is another conversation. */
function longAgo(now: number): number {
  return now - (2 + Math.random() * 22) * HOUR_MS;
}

function startStandIn(
  { apiPort, uid }: SimulatorOptions,
  listeners: Pick<NonNullable<Parameters<typeof startOmiStandIn>[0]>, 'onNotification' | 'onConversation'>,
): Promise<OmiStandIn> {
  return startOmiStandIn({ port: apiPort, enabledUids: [uid], ...listeners }).catch((error) => {
    throw new SimulatorError(
      `Omi's API cannot be played on port ${apiPort} (${error.code}). Choose another with --api-port.`,
    );
  });
}

function explainPushes({ url, app }: OmiStandIn): string {
  return [
    'This server has no Omi app, so what takes longer than a reply may is not pushed. To see pushes here, start it with',
    `  OMI_API_BASE_URL=${url} OMI_APP_ID=${app.id} OMI_APP_SECRET=${app.apiKey} npm start`,
    '',
  ].join('\n');
}

function explainSilence(uid: string): string {
  return `Nothing came back to the last words. Did they ask anything, and is “${uid}” linked with an account?`;
}

async function* readLines(
  { lines, file }: SimulatorOptions,
  input: NodeJS.ReadStream,
  write: (line: string) => void,
): AsyncGenerator<string> {
  if (lines.length > 0) yield* lines;
  else if (file !== undefined) yield* (await readScript(file)).split('\n');
  else {
    if (input.isTTY) write('Type what is said, a line at a time; Ctrl+D ends it.');
    yield* createInterface({ input });
  }
}

function readScript(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new SimulatorError(`The script ${file} cannot be read.`);
  });
}

async function isInTime(answered: Promise<void>, waitMs: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), waitMs);
  void answered.then(() => resolve(true));
  const isAnswered = await promise;
  clearTimeout(timer);
  return isAnswered;
}
