import { type Agent, request } from 'node:http';

export interface FuzzAnswer {
  status: number;
  /** The values of a header that came more than once, joined. */
  headers: Record<string, string>;
  body: string;
  /** Whether it was a stream that went on and on. */
  isCut: boolean;
}

/** Bodies of more than this are refused before they are read to their end, and the connection is closed meanwhile. */
const LARGE_BYTES = 1_000_000;

/** After this a stream of events counts as one without an end. */
const STREAM_MS = 300;
/** The longest work that an answer waits for is a backup with its proof. */
const PATIENCE_MS = 60_000;

interface RawRequest {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: string | null;
}

/**
 * Sends a request letter by letter as it is told, which `fetch` would tidy.
 * @returns undefined when the connection was closed while a large body was still being sent
 * @throws Error when no whole answer comes in time
 */
export function sendRequest(agent: Agent, url: string, { method, target, headers, body }: RawRequest) {
  const { hostname, port } = new URL(url);
  const bytes = body === null ? undefined : Buffer.from(body);
  return new Promise<FuzzAnswer | undefined>((resolve, reject) => {
    const sent = request({
      agent,
      hostname,
      port,
      method,
      path: target,
      headers: { ...headers, ...(bytes && { 'content-length': String(bytes.length) }) },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    let isAnswered = false;
    sent.on('error', (error) => {
      if (isAnswered) return;
      if (bytes && bytes.length > LARGE_BYTES && isClosing(error)) resolve(undefined);
      else reject(error);
    });
    sent.on('response', (response) => {
      isAnswered = true;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      const settle = (isCut: boolean) => {
        resolve({
          isCut,
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
          body: Buffer.concat(chunks).toString('utf8'),
        });
      };
      const isStream = response.headers['content-type']?.startsWith('text/event-stream') === true;
      // A stream is cut when its session ends.
      response.on('error', (error) => (isStream ? settle(true) : reject(error)));
      response.on('end', () => settle(false));
      if (isStream) {
        const timer = setTimeout(() => {
          settle(true);
          response.destroy();
        }, STREAM_MS);
        response.on('close', () => clearTimeout(timer));
      }
    });
    sent.end(bytes);
  });
}

function isClosing(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET');
}
