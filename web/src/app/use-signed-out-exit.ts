import { useEffect } from 'react';
import { isSignedOut } from '../lib/create-query-client.ts';
import { leaveToSignIn } from './leave-to-sign-in.ts';

/** Leaves for the sign-in page when the server says that nobody is signed in. */
export function useSignedOutExit(error: Error | null): void {
  const mustLeave = isSignedOut(error);
  useEffect(() => {
    if (mustLeave) leaveToSignIn();
  }, [mustLeave]);
}
