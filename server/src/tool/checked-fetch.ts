import { Agent, fetch as undiciFetch } from 'undici';
import { createConnector } from '../provider/http/create-connector.ts';
import type { ToolLimits } from './limits.ts';

/** The address that was asked wants us elsewhere. */
export class RedirectRefusedError extends Error {
  constructor() {
    super('A server of tools answered with a redirect');
    this.name = 'RedirectRefusedError';
  }
}

interface Init {
  method?: string | undefined;
  headers?: RequestInit['headers'] | undefined;
  body?: unknown;
  signal?: AbortSignal | null | undefined;
}

/** Requests to the addresses that were allowed, and its end. */
export interface CheckedFetch {
  /** As the global `fetch`. @throws RedirectRefusedError, TypeError with the reason as its cause */
  fetch(url: string | URL, init?: Init): Promise<Response>;
  /** Breaks every connection. */
  close(): Promise<void>;
}

/**
 * A `fetch` that connects only to addresses which passed the check, follows no redirect and reads no endless answer.
 * @param isPrivateAllowed whether this machine and private networks may be connected to
 */
export function createCheckedFetch(isPrivateAllowed: boolean, limits: ToolLimits): CheckedFetch {
  const agent = new Agent({
    connect: createConnector({ loopback: isPrivateAllowed, private: isPrivateAllowed }, limits.connectMs),
    connections: limits.parallelCalls * 2,
    pipelining: 1,
    maxResponseSize: limits.answerBytes,
    headersTimeout: limits.callMs,
    bodyTimeout: limits.callMs,
  });
  return {
    async fetch(url, { method = 'GET', headers, body, signal } = {}) {
      const answer = await undiciFetch(url, {
        method,
        headers: [...new Headers(headers)],
        ...(typeof body === 'string' && { body }),
        signal: signal ?? null,
        redirect: 'manual',
        dispatcher: agent,
      });
      if (answer.status >= 300 && answer.status < 400) {
        await answer.body?.cancel();
        throw new RedirectRefusedError();
      }
      // The same bytes in the class that the rest of the program knows.
      return new Response(answer.body, { status: answer.status, headers: [...answer.headers] });
    },
    close: () => agent.destroy(),
  };
}
