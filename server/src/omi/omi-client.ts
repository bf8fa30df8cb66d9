import { Agent, request } from 'undici';
import { AppError } from '../errors.ts';

const TIMEOUT_MS = 10_000;
/** Omi's error bodies are one sentence. */
const MAX_REPLY_BYTES = 16_384;

export interface OmiClientSettings {
  appId: string;
  appSecret: string;
  /** Without a slash at the end. */
  apiBaseUrl: string;
  /** From the start of the call to the end of the reply; 10 s if absent. */
  timeoutMs?: number;
}

/** Calls Omi's notification APIs for one app. */
export interface OmiClient {
  /**
   * Pushes an answer to an Omi user and puts it into the app's chat where the app has one (API v1).
   * @throws AppError E4004 to E4007
   */
  notify(omiUserId: string, message: string): Promise<void>;
  /**
   * Only pushes (API v2): for what has no place in a chat, like a link code.
   * @throws AppError E4004 to E4007
   */
  push(omiUserId: string, message: string): Promise<void>;
  close(): Promise<void>;
}

/** Source of paths, forms and errors: `backend/routers/integration.py` and `notifications.py` of BasedHardware/omi. */
export function createOmiClient({
  appId,
  appSecret,
  apiBaseUrl,
  timeoutMs = TIMEOUT_MS,
}: OmiClientSettings): OmiClient {
  const agent = new Agent({ connect: { timeout: timeoutMs }, connections: 8, maxResponseSize: MAX_REPLY_BYTES });

  async function post(url: URL, body: object | undefined): Promise<void> {
    const reply = await send(url, body).catch((cause: unknown) => {
      throw new AppError('E4007', undefined, { cause });
    });
    if (reply.status < 200 || reply.status > 299) throw toError(reply);
  }

  async function send(url: URL, body: object | undefined): Promise<OmiReply> {
    const {
      statusCode,
      headers,
      body: content,
    } = await request(url, {
      method: 'POST',
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { authorization: `Bearer ${appSecret}`, ...(body && { 'content-type': 'application/json' }) },
      body: body ? JSON.stringify(body) : '',
    });
    return { status: statusCode, retryAfter: headers['retry-after'], text: await content.text() };
  }

  return {
    notify: (uid, message) => post(new URL(`${apiBaseUrl}/v1/integrations/notification`), { uid, aid: appId, message }),
    push(uid, message) {
      const url = new URL(`${apiBaseUrl}/v2/integrations/${encodeURIComponent(appId)}/notification`);
      url.search = new URLSearchParams({ uid, message }).toString();
      return post(url, undefined);
    },
    close: () => agent.close(),
  };
}

interface OmiReply {
  status: number;
  retryAfter: string | string[] | undefined;
  text: string;
}

/** 404 speaks of the app, not of the user: unknown, or private and not this user's. */
function toError({ status, retryAfter, text }: OmiReply): AppError {
  if (status === 429) {
    const seconds = Number(retryAfter);
    return new AppError('E4006', undefined, { retryAfterS: seconds > 0 && seconds <= 3600 ? seconds : 3600 });
  }
  if (status === 404 || (status === 403 && /installed|enabled/i.test(text))) return new AppError('E4005');
  if (status === 401 || status === 403) return new AppError('E4004');
  return new AppError('E4007', `Omi answered with an error (status ${status}).`);
}
