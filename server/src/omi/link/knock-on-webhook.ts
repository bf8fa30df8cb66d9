import { Agent, request } from 'undici';

/** As Omi: it gives up after 15 s in all and after 2 s without a connection. */
const TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 2_000;
/** Our own reply is one short line; a proxy's error page may be cut. */
const MAX_REPLY_BYTES = 65_536;

/** How one POST to a webhook address ended. */
export type Knock =
  /** `code` as Node and undici name it: `ENOTFOUND`, `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `UND_ERR_CONNECT_TIMEOUT` … */
  { kind: 'unanswered'; code: string } | { kind: 'answered'; status: number; location: string | null; body: unknown };

/** Posts a delivery as Omi does: JSON, no redirects followed. Never throws for what the network or the other side does. */
export async function knockOnWebhook(url: string, delivery: object): Promise<Knock> {
  const agent = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, maxResponseSize: MAX_REPLY_BYTES });
  try {
    const { statusCode, headers, body } = await request(url, {
      method: 'POST',
      dispatcher: agent,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(delivery),
    });
    const location = typeof headers.location === 'string' ? headers.location : null;
    return { kind: 'answered', status: statusCode, location, body: parseJson(await body.text()) };
  } catch (error) {
    return { kind: 'unanswered', code: codeOf(error) };
  } finally {
    await agent.close();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
