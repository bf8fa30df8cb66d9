import { useMutation } from '@tanstack/react-query';
import { fetch } from 'expo/fetch';
import { useAppParts } from '../../lib/app-context.ts';
import { useText } from '../../lib/use-text.ts';
import { acceptServerAddress } from '../../session/accept-server-address.ts';
import { findServer } from '../../session/find-server.ts';
import { findingSentence } from './finding-sentence.ts';

/** Looks whether a typed or scanned address leads to a server of ours, and turns to it. The error says what stands in the way. */
export function useServerSearch() {
  const t = useText();
  const { sessions, network } = useAppParts();
  return useMutation({
    async mutationFn(typed: string) {
      const server = acceptServerAddress(typed);
      if (server === undefined) throw new Error(t('entry.noAddress'));
      const ask = (url: string, init: { signal: AbortSignal }) => fetch(url, { ...init, credentials: 'omit' });
      const trouble = findingSentence(await findServer(server, { fetch: ask, isOnline: network.isOnline }), server, t);
      if (trouble !== undefined) throw new Error(trouble);
      sessions.tell({ type: 'server_chosen', server });
      return server;
    },
  });
}
