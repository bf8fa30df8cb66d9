import { expect, test } from 'vitest';
import { type AnswerScript, tokenText } from './answer-script.ts';
import type { RawReply } from './raw-connection.ts';
import { readOurPieces } from './read-our-piece.ts';
import type { Subject } from './subject.ts';
import { verifyAnswer } from './verify-answer.ts';

const script: AnswerScript = { tokens: 40, tokensPerSecond: 0, charsPerToken: 0, eventsPerChunk: 1, seed: 5 };
const tokens = Array.from({ length: script.tokens }, (_, index) => tokenText(script, index));
const subject: Subject = {
  port: 0,
  pid: 0,
  marker: '',
  formatRequest: () => Buffer.alloc(0),
  readPieces: readOurPieces,
  stop: async () => undefined,
};

/** An answer of our server with these deltas, cut into pieces of 50 bytes as a network might. */
function createReply(deltas: readonly string[], countUnits = (text: string) => text.length): RawReply {
  let text = '';
  const events = ['event: meta\ndata: {}\n\n'];
  for (const delta of deltas) {
    text += delta;
    events.push(`event: delta\nid: ${countUnits(text)}\ndata: ${JSON.stringify({ text: delta })}\n\n`);
  }
  events.push('event: final\ndata: {}\n\n');
  const body = events.map((event) => `${Buffer.byteLength(event).toString(16)}\r\n${event}\r\n`).join('');
  const bytes = Buffer.from(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body}0\r\n\r\n`);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 50) }, (_, at) => bytes.subarray(at * 50, at * 50 + 50));
  return { pieces, sentAtMs: 0, markerAtMs: undefined };
}

test('accepts the whole answer, in single or joined tokens', () => {
  expect(verifyAnswer(subject, createReply(tokens), script)).toBe(40);
  expect(verifyAnswer(subject, createReply([tokens.join('')]), script)).toBe(1);
});

test('refuses tokens that are swapped, missing, repeated, or of another stream', () => {
  const [first = '', second = '', ...rest] = tokens;
  for (const wrong of [
    [second, first, ...rest],
    [first, ...rest],
    [first, first, second, ...rest],
    tokens.slice(0, -1),
  ]) {
    expect(() => verifyAnswer(subject, createReply(wrong), script)).toThrow('the answer differs');
  }
  expect(() => verifyAnswer(subject, createReply(tokens), { ...script, seed: 6 })).toThrow('the answer differs');
});

test('refuses ids that count bytes instead of UTF-16 units', () => {
  expect(() => verifyAnswer(subject, createReply(tokens, Buffer.byteLength), script)).toThrow('a delta has id');
});

test('accepts the beginning of an answer only where that is asked for', () => {
  const beginning = createReply(tokens.slice(0, 3));
  expect(verifyAnswer(subject, beginning, script, true)).toBe(3);
  expect(() => verifyAnswer(subject, beginning, script)).toThrow('the answer differs');
});
