import type { User } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { useAppParts } from '../../lib/app-context.ts';

interface Entered {
  session_token: string;
  user: User;
}

/** Comes in, by whichever door: `ask` gets a session from the server. */
export function useEnter(server: string, ask: () => Promise<Entered>) {
  const { sessions } = useAppParts();
  return useMutation<Entered, Error, void>({
    mutationFn: ask,
    onSuccess({ session_token: token, user: { id, email, display_name: name } }) {
      sessions.tell({ type: 'entered', server, token, account: { id, email, name } });
    },
  });
}
