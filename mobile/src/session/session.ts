/** Who is signed in. */
export interface Account {
  id: string;
  email: string;
  name: string;
}

/** Where the app stands between a fresh installation and a person's conversations. */
export type Session =
  /** What was kept on the phone is being read. */
  | { phase: 'opening' }
  | { phase: 'no_server' }
  /** `hasEnded`: the server ended the session, on another device or because of its age. */
  | { phase: 'signed_out'; server: string; hasEnded: boolean }
  | { phase: 'signed_in'; server: string; token: string; account: Account };

export type SessionEvent =
  | { type: 'opened'; kept: KeptSession | null }
  | { type: 'server_chosen'; server: string }
  | { type: 'server_left' }
  | { type: 'entered'; server: string; token: string; account: Account }
  | { type: 'left' }
  /** The server no longer takes this token. */
  | { type: 'refused'; token: string };

/** What outlives the app's process. */
export interface KeptSession {
  server: string;
  entered: { token: string; account: Account } | null;
}

export const OPENING: Session = { phase: 'opening' };

/** The session after one more event. What does not fit where the app stands changes nothing. */
export function foldSession(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'opened':
      return session.phase === 'opening' ? fromKept(event.kept) : session;
    case 'server_chosen':
      if (session.phase === 'signed_in') return session;
      return { phase: 'signed_out', server: event.server, hasEnded: false };
    case 'server_left':
      return session.phase === 'signed_out' ? { phase: 'no_server' } : session;
    case 'entered': {
      // An answer that comes after the person has turned to another server is about the old one.
      if (session.phase !== 'signed_out' || session.server !== event.server) return session;
      const { server, token, account } = event;
      return { phase: 'signed_in', server, token, account };
    }
    case 'left':
      return session.phase === 'signed_in' ? { phase: 'signed_out', server: session.server, hasEnded: false } : session;
    case 'refused':
      // A late answer to an old token says nothing about the one in use.
      if (session.phase !== 'signed_in' || session.token !== event.token) return session;
      return { phase: 'signed_out', server: session.server, hasEnded: true };
  }
}

/** What is to be kept of a session, or null for nothing. */
export function toKept(session: Session): KeptSession | null {
  if (session.phase === 'signed_out') return { server: session.server, entered: null };
  if (session.phase !== 'signed_in') return null;
  const { server, token, account } = session;
  return { server, entered: { token, account } };
}

function fromKept(kept: KeptSession | null): Session {
  if (!kept) return { phase: 'no_server' };
  const { server, entered } = kept;
  return entered ? { phase: 'signed_in', server, ...entered } : { phase: 'signed_out', server, hasEnded: false };
}
