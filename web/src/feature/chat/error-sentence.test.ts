import { beforeAll, expect, test } from 'vitest';
import { i18n, loadArea, speak } from '../../lib/i18n.ts';
import type { Text } from '../../lib/use-text.ts';
import { errorSentence } from './error-sentence.ts';

const now = new Date(2026, 4, 20, 15).getTime();
const failure = { code: 'E2010', message: 'From the server.', request_id: 'r1' };
const t: Text = (id, values) => i18n._(id, values);

beforeAll(async () => {
  await Promise.all([loadArea('common'), loadArea('chat')]);
  await speak('en');
});

test('says which quota is used up and when it starts again, on the reader’s clock', async () => {
  const detail = { name: 'messages_per_day', used: 5, limit: 5, resets_at: new Date(2026, 4, 21, 2).toISOString() };
  const sentence = () => errorSentence({ ...failure, details: [detail] }, now, t);
  expect(sentence()).toBe('You have used up today’s messages. They start again tomorrow at 02:00.');
  await speak('de');
  expect(sentence()).toBe('Deine Nachrichten für heute sind aufgebraucht. Neue gibt es morgen um 02:00.');
  await speak('en');
});

test.each([[[]], [[{ name: 'messages_per_day', resets_at: 'soon' }]], [['odd']]])(
  'falls back to the server’s sentence for details %j',
  (details) => {
    expect(errorSentence({ ...failure, details }, now, t)).toBe('From the server.');
  },
);

test('names the request of an unforeseen error, so that it can be found in the log', () => {
  expect(errorSentence({ ...failure, code: 'E5000', details: [] }, now, t)).toBe('From the server. It is r1.');
});
