import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { startTestServer } from '../../server/test/server.ts';
import { ADMIN } from '../../server/test/test-person.ts';
import { startOmiStandIn } from '../omi/start-omi-stand-in.ts';
import { createVirtualTime } from '../omi/test/virtual-time.ts';
import { createFastTime } from './fast-time.ts';
import { parseLine } from './parse-script.ts';
import { readOptions } from './read-options.ts';
import { runSimulator } from './run-simulator.ts';
import { createTranscriptPrinter } from './transcript-printer.ts';
import { createVoice } from './voice.ts';

/** Nothing listens on port 9. */
const NOWHERE = 'http://127.0.0.1:9';
const FAST = ['--fast', '--api-port', '0'];

/** The program as a function: gives what it prints. */
async function simulate(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const options = readOptions([...FAST, ...args], {});
  if (options) await runSimulator(options, process.stdin, (line) => lines.push(line));
  return lines.join('\n');
}

describe('a line of a script', () => {
  test.each([
    ['Hey Omi, hello.', [{ kind: 'say', text: 'Hey Omi, hello.', isUser: true }]],
    [
      'and hey | Omi',
      [
        { kind: 'say', text: 'and hey', isUser: true },
        { kind: 'say', text: 'Omi', isUser: true },
      ],
    ],
    ['Other: Dinner!', [{ kind: 'say', text: 'Dinner!', isUser: false }]],
    [
      'Well (1.5s) no (2 m)(1h)',
      [
        { kind: 'say', text: 'Well', isUser: true },
        { kind: 'pause', ms: 1_500 },
        { kind: 'say', text: 'no', isUser: true },
        { kind: 'pause', ms: 120_000 },
        { kind: 'pause', ms: 3_600_000 },
      ],
    ],
    ['(end)', [{ kind: 'end' }]],
    ['# a remark', []],
    ['  ', []],
  ])('%s', (line, steps) => {
    expect(parseLine(line)).toEqual(steps);
  });

  test('with anything else in brackets is refused', () => {
    expect(() => parseLine('Hello (soon)')).toThrow('“(soon)” is no pause');
  });
});

test('a voice speaks in pieces of up to three seconds, and begins at zero after two minutes of silence', async () => {
  const time = createVirtualTime(1_000_000);
  const heard: [string, number, number][] = [];
  const closed: string[] = [];
  const voice = createVoice({
    time,
    onHeard: (segment) => heard.push([segment.text, segment.start, segment.end]),
    onConversation: async ({ structured, transcript_segments }) => {
      closed.push(`${structured.overview} (${transcript_segments.length})`);
    },
  });
  for (const step of parseLine('one two three four five six seven eight (10s) nine (2m) ten (end)'))
    await voice.play(step);
  expect(heard).toEqual([
    ['one two three four five six seven', 0, 2.8],
    ['eight', 3.2, 3.6],
    ['nine', 14, 14.4],
    ['ten', 0, 0.4],
  ]);
  expect(closed).toEqual(['ten (1)']);
});

test('fast time skips what is said, and all of a silence but what ends a sentence', async () => {
  const waited: number[] = [];
  const time = createFastTime({ now: () => 1_000, wait: async (ms) => void waited.push(ms) });
  await time.wait(2_800);
  expect([time.now(), waited]).toEqual([3_800, []]);
  await time.wait(60_000);
  expect([time.now(), waited]).toEqual([60_300, [3_500]]);
});

test('lines carry the time of day, and what is longer than a line stands below it', () => {
  const lines: string[] = [];
  const printer = createTranscriptPrinter(
    (line) => lines.push(line),
    () => Date.UTC(2026, 4, 1, 12, 5, 9),
    'UTC',
  );
  printer.print('you', 'Hello.');
  printer.print('reply', 'One.\n\nTwo.\n');
  expect(lines).toEqual(['12:05:09  you    Hello.', '12:05:09  reply  One.\n\n                 Two.']);
});

describe('the program', () => {
  test('links its Omi with an account, asks, and prints the answer', async () => {
    await using server = await startTestServer('sqlite');
    server.provider.answer(async (call) => {
      await call.emit('Eight minutes.');
      await call.finish();
    });
    const account = ['--url', server.url, '--email', ADMIN.email, '--password', ADMIN.password];
    const output = await simulate(...account, 'other: Eggs?', 'Hey Omi, how long | do I boil them?', '');
    expect(output).toMatch(
      /other {2}Eggs\?\n.*you {4}Hey Omi, how long\n.*you {4}do I boil them\?\n.*reply {2}.*Eight minutes\./s,
    );
    expect(output).not.toContain('Nothing came back');
    expect(server.provider.calls.map(({ question }) => question)).toEqual(['how long do I boil them?']);
    // A model that takes a reminder which was not understood for made would promise it.
    expect(server.provider.calls[0]?.messages[0]?.content).toContain('not understood as a command');
    expect(await simulate(...account, 'Hey Omi, and how long for two?')).toContain('Eight minutes.');
  });

  test('says what is wrong, and how to put it right', async () => {
    await using server = await startTestServer('sqlite');
    const to = ['--url', server.url];
    await expect(simulate('--url', NOWHERE, '--secret', 'x', 'Hi')).rejects.toThrow('No OmniAI server answers');
    await expect(simulate(...to, '--token', 'nonsense', 'Hi')).rejects.toThrow('does not know this webhook address');
    await expect(simulate(...to, '--email', ADMIN.email, '--password', 'x', 'Hi')).rejects.toThrow('wrong');
    await expect(simulate(...to, 'Hi')).rejects.toThrow('Say who speaks');
    await expect(simulate(...to, '--email', ADMIN.email)).rejects.toThrow('OMNIAI_PASSWORD');
    await expect(simulate(...to, '--secret', 'x', '--wait', 'long')).rejects.toThrow('--wait must be a number');
    await expect(simulate(...to, '--nonsense')).rejects.toThrow('--nonsense');
    await using omi = await startOmiStandIn();
    const taken = ['--api-port', new URL(omi.url).port];
    await expect(simulate(...to, ...taken, '--secret', 'x')).rejects.toThrow('Choose another with --api-port');
  });

  test('reads lines from its input, and says so when nothing came back or the server has another Omi app', async () => {
    const secret = 'app-wide-webhook-secret-0001';
    const app = { OMI_APP_ID: '01OTHERAPP', OMI_APP_SECRET: 'sk_other', OMI_API_BASE_URL: NOWHERE };
    await using server = await startTestServer('sqlite', { env: { OMI_WEBHOOK_SECRET: secret, ...app } });
    await expect(
      simulate('--url', server.url, '--email', ADMIN.email, '--password', ADMIN.password, 'Hi'),
    ).rejects.toThrow(/could not be reached.*OMI_API_BASE_URL=\S+ OMI_APP_ID=\S+ OMI_APP_SECRET=\S+ npm start/s);
    const args = [...FAST, '--url', server.url, '--secret', secret, '--wait', '0'];
    const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args]);
    child.stdin.end('# a remark\nHey Omi, hello?\n');
    const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    expect(output).toMatch(/you {4}Hey Omi, hello\?\nNothing came back.*is “simulated-omi” linked with an account\?/s);
    expect(child.exitCode).toBe(0);
  });
});
