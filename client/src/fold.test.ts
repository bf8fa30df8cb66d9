import { describe, expect, test } from 'vitest';
import { finalOf, META } from '../test/sse.ts';
import { createAnswerState, fold } from './fold.ts';
import type { StreamEvent } from './stream-event.ts';

const meta: StreamEvent = { type: 'meta', ...META };
const delta = (text: string, id: number): StreamEvent => ({ type: 'delta', text, id });
const play = (events: StreamEvent[], from = createAnswerState()) => events.reduce(fold, from);

describe('fold', () => {
  test('is sending until the server has taken the message', () => {
    expect(play([{ type: 'connection', state: 'open' }]).status).toBe('sending');
    expect(play([meta])).toMatchObject({ status: 'streaming', streamId: 's1', messageId: 'm1', conversationId: 'c1' });
  });

  test('keeps text and thoughts apart', () => {
    const state = play([meta, { type: 'reasoning', text: 'Hm.' }, delta('A', 1), delta('B', 2)]);
    expect(state).toMatchObject({ text: 'AB', reasoning: 'Hm.' });
  });

  test('a lost connection changes nothing about the message', () => {
    const state = play([meta, delta('A', 1), { type: 'connection', state: 'waiting', retryInMs: 900 }]);
    expect(state).toMatchObject({ status: 'streaming', text: 'A', connection: 'waiting', retryInMs: 900 });
    expect(fold(state, { type: 'connection', state: 'open' })).toMatchObject({ connection: 'open', retryInMs: null });
  });

  test('ends with the stored message, also where it is shorter than what was shown', () => {
    const state = play([meta, delta('A and more', 10), { type: 'final', ...finalOf('A') }]);
    expect(state).toMatchObject({ status: 'complete', connection: 'closed', text: 'A', elapsedMs: 1_000 });
    expect(state.usage).toEqual({ prompt_tokens: 3, completion_tokens: 2 });
  });

  test('keeps what was written when the run fails', () => {
    const error = {
      code: 'E3001',
      message: 'Away.',
      retryable: true,
      retry_after_s: null,
      request_id: null,
      details: [],
    };
    const state = play([meta, delta('A', 1), { type: 'error', ...error, message_id: 'm1' }]);
    expect(state).toMatchObject({ status: 'failed', connection: 'closed', text: 'A', messageId: 'm1', error });
  });

  test('a message that was refused has no id', () => {
    const refused: StreamEvent = {
      type: 'error',
      code: 'E2010',
      message: 'Used up.',
      retryable: true,
      message_id: null,
      retry_after_s: 60,
      request_id: 'r1',
      details: [],
    };
    expect(play([refused])).toMatchObject({ status: 'failed', messageId: null });
  });

  test('begins anew after a restart', () => {
    expect(play([meta, delta('wrong', 5), { type: 'restart' }, delta('right', 5)]).text).toBe('right');
  });

  test('a stream that is gone leaves the message to be read again', () => {
    expect(play([meta, delta('A', 1), { type: 'gone' }])).toMatchObject({ status: 'streaming', connection: 'closed' });
  });

  test('goes on from a message that is being written', () => {
    const stored = { ...finalOf('Half').message, status: 'streaming' as const, stream_id: 's1' };
    const state = play([meta, delta(' more', 9)], createAnswerState(stored));
    expect(state).toMatchObject({ text: 'Half more', streamId: 's1', messageId: 'm1' });
  });
});
