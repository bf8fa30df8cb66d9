/** A transcript segment as Omi sends it; times are seconds from the start of the conversation. */
export interface OmiSegment {
  id: string;
  text: string;
  speaker: string;
  speaker_id: number;
  is_user: boolean;
  person_id: string | null;
  start: number;
  end: number;
  translations: { lang: string; text: string }[];
  speech_profile_processed: boolean;
  stt_provider: string | null;
}

/**
 * The form of a delivery: `object` is what Omi's code sends, `array` what its documentation shows, `body_uid` carries the user
 * only as `session_id` in the body.
 */
type DeliveryForm = 'object' | 'array' | 'body_uid';

export interface DeliveryResult {
  /** HTTP status, or 0 when no answer came in time. */
  status: number;
  /** The answer's JSON, or undefined when it was none. */
  body: unknown;
  /** What Omi pushes to the user because of this answer: its `message`, when longer than 5 characters. */
  push: string | undefined;
  /** Whether Omi counts the call against the health of the app: anything but 200 with JSON. */
  isFailure: boolean;
  elapsedMs: number;
}

interface DeliverOptions {
  form?: DeliveryForm;
  /** Omi gives up after 15 s. */
  timeoutMs?: number;
  /** Sent by developer webhooks, the same for every attempt of one delivery. */
  idempotencyKey?: string;
}

/** Posts one real-time delivery as Omi's transcript webhook does: `uid` in the query, no signature, no redirects followed. */
export async function deliver(
  webhookUrl: string,
  uid: string,
  segments: readonly Partial<OmiSegment>[],
  options: DeliverOptions = {},
): Promise<DeliveryResult> {
  const form = options.form ?? 'object';
  const url = new URL(webhookUrl);
  if (form !== 'body_uid') url.searchParams.set('uid', uid);
  if (form === 'array') url.searchParams.set('session_id', uid);
  const body = form === 'array' ? segments.map(toDocumentedForm) : { session_id: uid, segments };
  return post(url, body, options);
}

/** Omi's check before it switches a disabled webhook on again: `{}` to the bare URL, which must be answered by 2xx in 10 s. */
export async function probe(webhookUrl: string): Promise<DeliveryResult> {
  return post(new URL(webhookUrl), {}, { timeoutMs: 10_000 });
}

async function post(url: URL, body: unknown, options: DeliverOptions): Promise<DeliveryResult> {
  const startedAt = performance.now();
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey;
  let status = 0;
  let text = '';
  try {
    const signal = AbortSignal.timeout(options.timeoutMs ?? 15_000);
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: JSON.stringify(body),
      signal,
    });
    text = await response.text();
    status = response.status;
  } catch (error) {
    // Refused, reset or too slow: Omi sees no answer and goes on. Anything else is a mistake in the test itself.
    if (!(error instanceof TypeError) && !(error instanceof DOMException)) throw error;
  }
  const json = parseJson(text);
  const push = status === 200 ? readPush(json) : undefined;
  return {
    status,
    body: json,
    push,
    isFailure: status !== 200 || json === undefined,
    elapsedMs: performance.now() - startedAt,
  };
}

function toDocumentedForm(segment: Partial<OmiSegment>): Record<string, unknown> {
  const { speaker_id, id: _id, ...rest } = segment;
  return { ...rest, speakerId: speaker_id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readPush(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || !('message' in json)) return undefined;
  return typeof json.message === 'string' && json.message.length > 5 ? json.message : undefined;
}
