import { postWebhook, readPush, type WebhookAnswer } from './post-webhook.ts';

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

export interface DeliveryResult extends WebhookAnswer {
  /** What Omi pushes to the user because of this answer. */
  push: string | undefined;
  /** Whether Omi counts the call against the health of the app: anything but 200 with JSON. */
  isFailure: boolean;
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
  const { idempotencyKey, timeoutMs = 15_000 } = options;
  const headers = idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey };
  const answer = await postWebhook(url, body, { headers, timeoutMs });
  return { ...answer, push: readPush(answer), isFailure: answer.status !== 200 || answer.body === undefined };
}

function toDocumentedForm(segment: Partial<OmiSegment>): Record<string, unknown> {
  const { speaker_id, id: _id, ...rest } = segment;
  return { ...rest, speakerId: speaker_id };
}
