import type { User } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';

interface Session {
  session_token: string;
  user: User;
}

/**
 * Signing in, by whichever door: `ask` gets a session from the server, which the page then lives in.
 * @param onEntered called when the page may show what belongs to the person.
 */
export function useEnter(ask: () => Promise<Session>, onEntered: () => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation<Session, Error, void>({
    mutationFn: ask,
    onSuccess(session) {
      api.keepSessionToken(session.session_token);
      queryClient.clear();
      onEntered();
    },
  });
}
