import { useEffect } from 'react';
import { isSignedOut } from '../lib/create-query-client.ts';
import { leaveToSignIn } from './leave-to-sign-in.ts';

/**
 * Leaves for the sign-in page when the server says that nobody is signed in.
 * @param next where to go on after signing in, as a path within the page
 */
export function useSignedOutExit(error: Error | null, next?: string): void {
  const mustLeave = isSignedOut(error);
  useEffect(() => {
    if (mustLeave) leaveToSignIn(next);
  }, [mustLeave, next]);
}
