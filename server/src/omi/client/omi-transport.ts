import { Agent, type Dispatcher, request } from 'undici';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { cleanText } from '../../kit/text.ts';
import { parseBody } from '../intake/parse-body.ts';

export interface OmiTransportSettings {
  appSecret: string;
  /** Without a slash at the end. */
  apiBaseUrl: string;
  /** From the start of a call to the end of its reply, where the call has no time of its own; 10 s if absent. */
  timeoutMs?: number;
}

export interface OmiCall {
  method: 'GET' | 'POST';
  /** Below the base address, with its query. */
  path: string;
  body?: object;
  timeoutMs?: number;
  /** The most that is read of the reply; 16 KiB if absent. */
  maxReplyBytes?: number;
}

/** Calls Omi's API with the key of one app. */
export interface OmiTransport {
  /**
   * Gives the text of a reply of success.
   * @throws AppError E4004 to E4007, E1001 when Omi does not take what it was sent
   */
  call(call: OmiCall): Promise<string>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 10_000;
/** Omi's answers to what is sent, and its errors, are one sentence. */
const MAX_REPLY_BYTES = 16_384;
/** What Omi says of a request it does not take is shown to whoever made it, so far. */
const MAX_DETAIL_UNITS = 300;

/** Redirects are not followed, so the key goes nowhere else. */
export function createOmiTransport({
  appSecret,
  apiBaseUrl,
  timeoutMs = TIMEOUT_MS,
}: OmiTransportSettings): OmiTransport {
  const agent = new Agent({ connect: { timeout: timeoutMs }, connections: 8 });

  async function send(call: OmiCall): Promise<OmiReply> {
    const signal = AbortSignal.timeout(call.timeoutMs ?? timeoutMs);
    const { statusCode, headers, body } = await request(apiBaseUrl + call.path, {
      method: call.method,
      dispatcher: agent,
      signal,
      // Undici has limits of its own, which end a slow call before its time.
      headersTimeout: 0,
      bodyTimeout: 0,
      headers: {
        authorization: `Bearer ${appSecret}`,
        ...(call.body && { 'content-type': 'application/json' }),
      },
      body: call.method === 'GET' ? null : call.body ? JSON.stringify(call.body) : '',
    });
    return { status: statusCode, retryAfter: headers['retry-after'], text: await readText(body, call.maxReplyBytes) };
  }

  return {
    async call(call) {
      const reply = await send(call).catch((cause: unknown) => {
        throw new AppError('E4007', undefined, { cause });
      });
      if (reply.status < 200 || reply.status > 299) throw toError(reply);
      return reply.text;
    },
    close: () => agent.destroy(),
  };
}

interface OmiReply {
  status: number;
  retryAfter: string | string[] | undefined;
  text: string;
}

async function readText(body: Dispatcher.ResponseData['body'], maxBytes = MAX_REPLY_BYTES): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size > maxBytes) throw new Error(`the reply is longer than ${maxBytes} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Source of statuses and words: `backend/routers/integration.py` of BasedHardware/omi. 404 speaks of the app, not of the user: unknown, or private and not this user's. */
function toError({ status, retryAfter, text }: OmiReply): AppError {
  if (status === 429) {
    const seconds = Number(retryAfter);
    return new AppError('E4006', undefined, { retryAfterS: seconds > 0 && seconds <= 3600 ? seconds : 3600 });
  }
  if (status === 404 || (status === 403 && /installed|enabled/i.test(text))) return new AppError('E4005');
  if (status === 403 && /capability|action/i.test(text)) {
    const reason = `Omi does not let this app do that: ${readDetail(text)}. Add the action in the app’s settings at Omi.`;
    return new AppError('E4005', reason);
  }
  if (status === 401 || status === 403) return new AppError('E4004');
  if (status === 400 || status === 422) return new AppError('E1001', `Omi does not take this: ${readDetail(text)}.`);
  return new AppError('E4007', `Omi answered with an error (status ${status}).`);
}

const detailSchema = z.object({
  detail: z.union([
    z.string(),
    z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])).catch([]), msg: z.string().catch('') })),
  ]),
});

/** Omi's `detail`, which is a sentence or FastAPI's list of what does not fit, in one line. */
function readDetail(text: string): string {
  const { data } = detailSchema.safeParse(parseBody(text));
  if (!data) return 'it gave no reason';
  const { detail } = data;
  const words =
    typeof detail === 'string' ? detail : detail.map(({ loc, msg }) => `${loc.join('.')} ${msg}`).join('; ');
  return cleanText(words.slice(0, MAX_DETAIL_UNITS)).replace(/\.$/, '');
}

/** What says that no connection was made, so that nothing can have reached Omi. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Whether a call that failed with E4007 may have had its effect nevertheless. */
export function mayHaveArrived(error: AppError): boolean {
  const { cause } = error;
  return !(cause instanceof Error && 'code' in cause && NEVER_SENT.has(String(cause.code)));
}
