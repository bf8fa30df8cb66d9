import { describe, expect, it, vi } from 'vitest';
import { createId, type SessionId, type UserId } from '../kit/id.ts';
import { createSessionEnds } from './session-ends.ts';

describe('who hears that a session is over', () => {
  const ada = createId<UserId>();
  const phone = { userId: ada, sessionId: createId<SessionId>() };
  const laptop = { userId: ada, sessionId: createId<SessionId>() };
  const strange = { userId: createId<UserId>(), sessionId: createId<SessionId>() };

  it('is what stands on it, once, and nobody else', () => {
    const ends = createSessionEnds();
    const [first, second, other, another] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
    ends.subscribe(phone, first);
    ends.subscribe(phone, second);
    ends.subscribe(laptop, other);
    ends.subscribe(strange, another);
    expect(ends.listened().sort()).toEqual([phone, laptop, strange].map(({ sessionId }) => sessionId).sort());
    ends.endSession(phone.sessionId);
    ends.endUser(ada);
    expect([first, second, other, another].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1, 0]);
    expect(ends.listened()).toEqual([strange.sessionId]);
  });

  it('is nobody who has stopped listening, be it because another one ended', () => {
    const ends = createSessionEnds();
    const listener = vi.fn();
    const stop = ends.subscribe(phone, listener);
    stop();
    stop();
    expect(ends.listened()).toEqual([]);
    ends.subscribe(phone, () => stopOther());
    const stopOther = ends.subscribe(phone, listener);
    ends.endSession(phone.sessionId);
    expect([listener.mock.calls.length, ends.listened()]).toEqual([0, []]);
  });
});
