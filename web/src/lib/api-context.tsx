import { type ApiClient, ApiError, acceptErrorBody, createApiClient } from '@omniai/client';
import { createContext, use } from 'react';
import { carryContent } from './carry-content.ts';
import { type Credential, createCredential } from './credential.ts';
import { i18n } from './i18n.ts';
import { createReachability, isServerAnswer, type Reachability } from './reachability.ts';
import { translateFailure } from './translate-failure.ts';

export interface Api extends ApiClient {
  keepSessionToken: Credential['keep'];
  reachability: Reachability;
  /** Whether the page comes from the server itself, so that its cookies count. */
  isSameOrigin: boolean;
  /** The server's origin, and its path prefix where it has one; without a slash at the end. */
  baseUrl: string;
  /** Reads what lies under a path of the server. @throws ApiError */
  download(path: string, signal?: AbortSignal): Promise<Blob>;
  /**
   * Lets a typed call carry a file as its body: `http.POST('/files', { fetch: carry(file, …) })`.
   * @param onProgress hears which part of it has left, from 0 to 1
   */
  carry(content: Blob, onProgress: (share: number) => void): (request: Request) => Promise<Response>;
}

/** The page's door to the server at `apiBaseUrl` (empty: the page's own origin). */
export function createApi(apiBaseUrl: string): Api {
  const credential = createCredential(apiBaseUrl);
  const reachability = createReachability();
  const send = (request: Request) => watch(request, credential.send);
  const watch = async (request: Request, leave: (request: Request) => Promise<Response>): Promise<Response> => {
    try {
      const response = await leave(request);
      reachability.report(isServerAnswer(response));
      return response.ok ? response : translateFailure(response);
    } catch (error) {
      if (request.signal.aborted) throw error;
      reachability.report(false);
      throw new ApiError({ code: 'offline', message: i18n._('common.offline'), status: 0 });
    }
  };
  // A device that gets its network back is a reason to try at once, just as a server that answers again.
  window.addEventListener('online', () => reachability.events.dispatchEvent(new Event('online')));
  const baseUrl = apiBaseUrl === '' ? window.location.origin : apiBaseUrl;
  const client = createApiClient({ baseUrl, send, network: reachability.events });
  return {
    ...client,
    keepSessionToken: credential.keep,
    reachability,
    isSameOrigin: apiBaseUrl === '',
    baseUrl,
    async download(path, signal) {
      const response = await send(new Request(`${baseUrl}${path}`, signal ? { signal } : {}));
      if (response.ok) return response.blob();
      throw acceptErrorBody(response.status, await response.json().catch(() => undefined));
    },
    carry: (content, onProgress) => (request) =>
      watch(request, async () => {
        await credential.prove(request);
        return carryContent(request, content, onProgress);
      }),
  };
}

export const ApiContext = createContext<Api | null>(null);

/** @throws Error outside of the provider, which is a bug. */
export function useApi(): Api {
  const api = use(ApiContext);
  if (!api) throw new Error('useApi must be inside ApiContext');
  return api;
}
