import { type ApiClient, createApiClient } from '@omniai/client';
import { createContext, use } from 'react';
import type { Network } from './network.ts';
import { sendRequest } from './send-request.ts';

export interface Api extends ApiClient {
  /** The server's origin, and its path prefix where it has one; without a slash at the end. */
  server: string;
}

/** The app's door to a server. @param token absent before somebody is signed in */
export function createApi(server: string, token: string | undefined, network: Network): Api {
  const client = createApiClient({
    baseUrl: server,
    send: (request, init) => sendRequest(request, token, init?.signal),
    network,
  });
  return { ...client, server };
}

export const ApiContext = createContext<Api | null>(null);

/** @throws Error outside of the provider, which is a bug. */
export function useApi(): Api {
  const api = use(ApiContext);
  if (!api) throw new Error('useApi must be inside ApiContext');
  return api;
}
