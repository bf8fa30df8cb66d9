import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isSignedOut } from '../lib/create-query-client.ts';

/** Leaves for the sign-in page when the server says that nobody is signed in. */
export function useSignedOutExit(error: Error | null): void {
  const navigate = useNavigate();
  const mustLeave = isSignedOut(error);
  useEffect(() => {
    if (mustLeave) void navigate({ to: '/sign-in', replace: true });
  }, [mustLeave, navigate]);
}
