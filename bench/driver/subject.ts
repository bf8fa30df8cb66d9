import type { AnswerScript } from './answer-script.ts';
import type { Reply } from './read-reply.ts';

/** A server that streams scripted answers, whatever its protocol: the upstream itself, R, or ours. */
export interface Subject {
  port: number;
  pid: number;
  /** Bytes that come with the first token and not before. */
  marker: string;
  /** A whole HTTP request that asks for `script`. */
  formatRequest(script: AnswerScript): Buffer;
  /**
   * The pieces of text in an answer, in their order.
   * @throws Error when the answer breaks the subject's own protocol
   */
  readPieces(reply: Reply): string[];
  stop(): Promise<void>;
}

/** A whole HTTP POST of `body` as JSON. */
export function formatPost(path: string, body: unknown, headers: Record<string, string> = {}): Buffer {
  const json = JSON.stringify(body);
  const allHeaders = {
    host: '127.0.0.1',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(json),
    ...headers,
  };
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${formatHeaders(allHeaders)}\r\n${json}`);
}

/** A whole HTTP GET. */
export function formatGet(path: string, headers: Record<string, string> = {}): Buffer {
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${formatHeaders({ host: '127.0.0.1', ...headers })}\r\n`);
}

function formatHeaders(headers: Record<string, string | number>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
}
