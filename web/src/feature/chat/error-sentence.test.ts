import { expect, test } from 'vitest';
import { errorSentence } from './error-sentence.ts';

const now = new Date(2026, 4, 20, 15).getTime();
const failure = { code: 'E2010', message: 'From the server.', request_id: 'r1' };

test('says which quota is used up and when it starts again, on the reader’s clock', () => {
  const detail = { name: 'messages_per_day', used: 5, limit: 5, resets_at: new Date(2026, 4, 21, 2).toISOString() };
  expect(errorSentence({ ...failure, details: [detail] }, now)).toBe(
    'You have used up today’s messages. It starts again tomorrow at 02:00.',
  );
});

test.each([[[]], [[{ name: 'messages_per_day', resets_at: 'soon' }]], [['odd']]])(
  'falls back to the server’s sentence for details %j',
  (details) => {
    expect(errorSentence({ ...failure, details }, now)).toBe('From the server.');
  },
);

test('names the request of an unforeseen error, so that it can be found in the log', () => {
  expect(errorSentence({ ...failure, code: 'E5000', details: [] }, now)).toBe('From the server. It is r1.');
});
