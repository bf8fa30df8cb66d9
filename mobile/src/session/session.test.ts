import { describe, expect, it } from 'vitest';
import { acceptKeptSession } from './accept-kept-session.ts';
import { foldSession, OPENING, type Session, type SessionEvent, toKept } from './session.ts';

const account = { id: 'u1', email: 'ada@example.org', name: 'Ada' };
const server = 'https://chat.example.org';
const entered = { type: 'entered', server, token: 't1', account } as const;
const inside = { phase: 'signed_in', server, token: 't1', account } as const;

function stateOf(...events: SessionEvent[]): Session {
  return events.reduce(foldSession, OPENING);
}

describe('the session of a phone', () => {
  it('goes from nothing to a server and to a person', () => {
    expect(stateOf({ type: 'opened', kept: null })).toEqual({ phase: 'no_server' });
    expect(stateOf({ type: 'opened', kept: null }, { type: 'server_chosen', server }, entered)).toEqual(inside);
  });

  it('is the same after the app was ended', () => {
    expect(stateOf({ type: 'opened', kept: acceptKeptSession(JSON.stringify(toKept(inside))) })).toEqual(inside);
    const outside = { phase: 'signed_out', server, hasEnded: true } as const;
    expect(stateOf({ type: 'opened', kept: toKept(outside) })).toEqual({ ...outside, hasEnded: false });
  });

  it.each([null, '', '{', '[]', '{"server":1}'])('begins anew where %s was kept', (json) => {
    expect(acceptKeptSession(json)).toBeNull();
  });

  it('keeps the server where only the token is broken', () => {
    const json = JSON.stringify({ server, entered: { token: 7, account } });
    expect(acceptKeptSession(json)).toEqual({ server, entered: null });
  });

  it('ends by the person and by the server, at the same server', () => {
    const start: SessionEvent[] = [{ type: 'opened', kept: null }, { type: 'server_chosen', server }, entered];
    expect(stateOf(...start, { type: 'left' })).toEqual({ phase: 'signed_out', server, hasEnded: false });
    const refused = stateOf(...start, { type: 'refused', token: 't1' });
    expect(refused).toEqual({ phase: 'signed_out', server, hasEnded: true });
  });

  it('is not ended by a late answer to an older token', () => {
    const start: SessionEvent[] = [{ type: 'opened', kept: null }, { type: 'server_chosen', server }, entered];
    expect(stateOf(...start, { type: 'refused', token: 'older' })).toEqual(inside);
  });

  it('does not enter a server that the person has turned away from', () => {
    const other = 'https://other.example.org';
    const start: SessionEvent[] = [
      { type: 'opened', kept: null },
      { type: 'server_chosen', server: other },
    ];
    expect(stateOf(...start, entered)).toEqual({ phase: 'signed_out', server: other, hasEnded: false });
    expect(stateOf({ type: 'opened', kept: null }, entered)).toEqual({ phase: 'no_server' });
  });

  it('keeps to its server while somebody is signed in', () => {
    const start: SessionEvent[] = [{ type: 'opened', kept: null }, { type: 'server_chosen', server }, entered];
    expect(
      stateOf(...start, { type: 'server_chosen', server: 'https://other.example.org' }, { type: 'server_left' }),
    ).toEqual(inside);
  });
});
