import { createAnswerState, type Turn } from '@omniai/client';
import { expect, test } from 'vitest';
import { endedConversations } from './message-queue.ts';

const turn = (key: string, conversationId: string | null, answer: Partial<Turn['answer']> = {}): Turn => ({
  key,
  conversationId,
  origin: { kind: 'send', text: 'Hello' },
  answer: { ...createAnswerState(), status: 'streaming', connection: 'open', ...answer },
});
const closed = (status: Turn['answer']['status']) => ({ status, connection: 'closed' as const });

test('an answer that ended or was stopped makes way for the next message', () => {
  const before = [turn('1', 'a'), turn('2', 'b')];
  expect(endedConversations([turn('1', 'a', closed('complete')), turn('2', 'b')], before)).toEqual([
    { conversationId: 'a', hasFailed: false },
  ]);
  expect(endedConversations([turn('1', 'a'), turn('2', 'b', closed('cancelled'))], before)).toEqual([
    { conversationId: 'b', hasFailed: false },
  ]);
  expect(endedConversations([turn('1', 'a')], before)).toEqual([{ conversationId: 'b', hasFailed: false }]);
});

test('what waits is held after an answer that failed or was refused', () => {
  const before = [turn('1', 'a')];
  expect(endedConversations([turn('1', 'a', closed('failed'))], before)).toEqual([
    { conversationId: 'a', hasFailed: true },
  ]);
});

test('nothing is sent while something is still written, or after it has long ended', () => {
  expect(endedConversations([turn('1', 'a', closed('complete')), turn('2', 'a')], [turn('1', 'a')])).toEqual([]);
  expect(endedConversations([], [turn('1', 'a', closed('complete'))])).toEqual([]);
  expect(endedConversations([turn('1', null, closed('failed'))], [turn('1', null)])).toEqual([]);
});
