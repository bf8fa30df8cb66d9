import { expect, it } from 'vitest';
import { joinWays, type Notification } from './notification.ts';

function told(
  id: string,
  channel: Notification['channel'],
  text: string,
  createdAt = '2026-05-01T12:00:00.000Z',
): Notification {
  return {
    id,
    kind: 'task_due',
    channel,
    status: 'sent',
    text,
    conversation_id: null,
    reason: null,
    created_at: createdAt,
    sent_at: createdAt,
  };
}

it('makes one of what went over several channels, the first channel first', () => {
  const things = joinWays([
    told('4', 'omi_push', 'Due now: tea'),
    told('3', 'app', 'Due now: tea'),
    told('2', 'app', 'Due now: bread'),
    told('1', 'app', 'Due now: bread', '2026-04-30T12:00:00.000Z'),
  ]);
  expect(things.map(({ text, ways }) => [text, ...ways.map(({ channel }) => channel)])).toEqual([
    ['Due now: tea', 'app', 'omi_push'],
    ['Due now: bread', 'app'],
    ['Due now: bread', 'app'],
  ]);
});
