import { describe, expect, it } from 'vitest';
import { acceptOutgoing } from './accept-outgoing.ts';
import { foldOutgoing, nextOutgoing, type Outgoing, type OutgoingEvent } from './outgoing.ts';

const idle = () => false;

function written(key: string, threadKey: string, conversationId: string | null = null): OutgoingEvent {
  return {
    type: 'written',
    message: { key, threadKey, conversationId, text: `text ${key}`, choice: null, parentId: null },
  };
}

function stateOf(...events: OutgoingEvent[]): readonly Outgoing[] {
  return events.reduce(foldOutgoing, []);
}

const keysOf = (queue: readonly Outgoing[]) => queue.map(({ key }) => key);

describe('messages on their way', () => {
  it('leave one after the other within a conversation, side by side in several', () => {
    const queue = stateOf(written('a', 'a', 'c1'), written('b', 'b', 'c1'), written('c', 'c', 'c2'));
    expect(keysOf(nextOutgoing(queue, idle))).toEqual(['a', 'c']);
    const taken = foldOutgoing(queue, { type: 'taken', key: 'a' });
    expect(keysOf(nextOutgoing(taken, idle))).toEqual(['c']);
    const accepted = foldOutgoing(taken, { type: 'accepted', key: 'a', conversationId: 'c1' });
    expect(keysOf(nextOutgoing(accepted, (id) => id === 'c1'))).toEqual(['c']);
    expect(keysOf(nextOutgoing(accepted, idle))).toEqual(['b', 'c']);
  });

  it('follow the first of a new conversation into the one the server made', () => {
    const queue = stateOf(written('a', 'a'), written('b', 'a'), written('c', 'c'));
    expect(keysOf(nextOutgoing(queue, idle))).toEqual(['a', 'c']);
    const accepted = foldOutgoing(queue, { type: 'accepted', key: 'a', conversationId: 'c1' });
    expect(accepted.map(({ key, conversationId }) => [key, conversationId])).toEqual([
      ['b', 'c1'],
      ['c', null],
    ]);
  });

  it('are held up by one before them that was refused, until it is sent again or taken back', () => {
    const queue = stateOf(written('a', 'a', 'c1'), written('b', 'b', 'c1'), { type: 'taken', key: 'a' });
    const refused = foldOutgoing(queue, { type: 'refused', key: 'a', reason: 'Too long.' });
    expect(refused[0]).toMatchObject({ status: 'refused', reason: 'Too long.' });
    expect(nextOutgoing(refused, idle)).toEqual([]);
    expect(keysOf(nextOutgoing(foldOutgoing(refused, { type: 'retried', key: 'a' }), idle))).toEqual(['a']);
    expect(keysOf(nextOutgoing(foldOutgoing(refused, { type: 'cancelled', key: 'a' }), idle))).toEqual(['b']);
  });

  it('are sent again under the same key after the app was ended while they left', () => {
    const queue = stateOf(written('a', 'a', 'c1'), { type: 'taken', key: 'a' });
    const reopened = stateOf({ type: 'opened', kept: acceptOutgoing(JSON.stringify(queue)) });
    expect(keysOf(nextOutgoing(reopened, idle))).toEqual(['a']);
  });

  it('stand before what is written while those of an earlier start are read, and never twice', () => {
    const kept = stateOf(written('a', 'a', 'c1'));
    const queue = stateOf(
      written('b', 'b', 'c1'),
      { type: 'opened', kept },
      { type: 'opened', kept },
      written('b', 'b', 'c1'),
    );
    expect(keysOf(queue)).toEqual(['a', 'b']);
  });

  it('are gone once the server has them, and an unknown one changes nothing', () => {
    const queue = stateOf(written('a', 'a', 'c1'), { type: 'accepted', key: 'a', conversationId: 'c1' });
    expect(queue).toEqual([]);
    expect(foldOutgoing(queue, { type: 'accepted', key: 'z', conversationId: 'c1' })).toBe(queue);
  });

  it.each(['{', '7', 'null', '[{"key":1}]', '[{"key":"a","threadKey":"a","text":"x","status":"odd"}]'])(
    'are none where %s was kept',
    (json) => expect(acceptOutgoing(json)).toEqual([]),
  );
});
