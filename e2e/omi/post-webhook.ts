/** What a webhook answered. */
export interface WebhookAnswer {
  /** HTTP status, or 0 when no answer came in time. */
  status: number;
  /** The answer's JSON, or undefined when it was none. */
  body: unknown;
  text: string;
  elapsedMs: number;
}

interface PostOptions {
  headers?: Record<string, string>;
  timeoutMs: number;
}

/** Posts JSON as Omi's shared client does: no signature, no redirects followed, given up after a time. */
export async function postWebhook(url: URL, body: unknown, options: PostOptions): Promise<WebhookAnswer> {
  const startedAt = performance.now();
  let status = 0;
  let text = '';
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/json', ...options.headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    text = await response.text();
    status = response.status;
  } catch (error) {
    // Refused, reset or too slow: Omi sees no answer and goes on. Anything else is a mistake in the test itself.
    if (!(error instanceof TypeError) && !(error instanceof DOMException)) throw error;
  }
  return { status, body: parseJson(text), text, elapsedMs: performance.now() - startedAt };
}

/** What Omi pushes to the user because of a real-time answer: its `message`, when longer than 5 characters. */
export function readPush({ status, body }: WebhookAnswer): string | undefined {
  if (status !== 200 || typeof body !== 'object' || body === null || !('message' in body)) return undefined;
  return typeof body.message === 'string' && body.message.length > 5 ? body.message : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
