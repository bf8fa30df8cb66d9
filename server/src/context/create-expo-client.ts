import { Agent, request } from 'undici';
import { z } from 'zod';
import { PUSH_LIMITS } from '../kit/limits.ts';

export interface ExpoSettings {
  /** Without a slash at the end. */
  readonly apiBaseUrl: string;
  /** Which the owner of the app may have Expo ask for. */
  readonly accessToken: string | null;
}

/** A push as Expo takes it. */
export interface ExpoMessage {
  to: string;
  title: string;
  body: string;
  data: object;
  /** How long it is kept for a phone that is off, in seconds. */
  ttl: number;
  priority: 'default' | 'normal' | 'high';
  /** Without it an iPhone makes none. */
  sound: 'default';
}

/** What Expo answered, or why it did not: worth another try, or not before somebody changes something. */
type ExpoReply<Data> = { kind: 'answered'; data: Data } | { kind: 'retry' | 'park'; reason: string };

type Failure = { status: 'error'; code: string };

/** Calls Expo's push service. */
export interface ExpoClient {
  /** Hands over a push. Its ticket says whether Expo took it, not whether it arrived. */
  send(message: ExpoMessage): Promise<ExpoReply<{ status: 'ok'; id: string } | Failure>>;
  /** Asks what Apple or Google said of a push; undefined while Expo does not know. */
  findReceipt(ticketId: string): Promise<ExpoReply<{ status: 'ok' } | Failure | undefined>>;
  close(): Promise<void>;
}

/** What Expo calls a failure. Its sentences are left alone: they repeat tokens. */
const codeSchema = z.string().regex(/^\w{1,60}$/);
const failureSchema = z
  .object({ status: z.literal('error'), details: z.object({ error: codeSchema }).catch({ error: 'unknown' }) })
  .transform(({ status, details }): Failure => ({ status, code: details.error }));
const ticketSchema = z.union([z.object({ status: z.literal('ok'), id: z.string().min(1).max(100) }), failureSchema]);
const receiptSchema = z.union([z.object({ status: z.literal('ok') }), failureSchema]);
const ticketsSchema = z.object({ data: z.tuple([ticketSchema]) }).transform(({ data: [ticket] }) => ticket);
const receiptsSchema = z.object({ data: z.record(z.string(), receiptSchema) }).transform(({ data }) => data);
const refusalSchema = z.object({ errors: z.tuple([z.object({ code: codeSchema })], z.unknown()) });

/**
 * Redirects are not followed, so the access token goes nowhere else. Source of paths and forms: "Send notifications with the Expo Push Service"
 * in Expo's documentation. Its own library is not used: it tries again where the outbox does so already, and bounds neither times nor sizes.
 */
export function createExpoClient({ apiBaseUrl, accessToken }: ExpoSettings): ExpoClient {
  const agent = new Agent({
    connect: { timeout: PUSH_LIMITS.connectMs },
    connections: PUSH_LIMITS.expoConnections,
    maxResponseSize: PUSH_LIMITS.answerBytes,
  });

  async function call<Data>(path: string, question: object, schema: z.ZodType<Data>): Promise<ExpoReply<Data>> {
    try {
      const { statusCode, body } = await request(apiBaseUrl + path, {
        method: 'POST',
        dispatcher: agent,
        signal: AbortSignal.timeout(PUSH_LIMITS.answerMs),
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          ...(accessToken !== null && { authorization: `Bearer ${accessToken}` }),
        },
        body: JSON.stringify(question),
      });
      return judge(statusCode, await body.text(), schema);
    } catch (error) {
      const cause = error instanceof Error && 'code' in error ? String(error.code) : Object(error).name;
      return { kind: 'retry', reason: `Expo was not reached (${cause}).` };
    }
  }

  return {
    send: (message) => call('/push/send', [message], ticketsSchema),
    async findReceipt(ticketId) {
      const reply = await call('/push/getReceipts', { ids: [ticketId] }, receiptsSchema);
      return reply.kind === 'answered' ? { kind: 'answered', data: reply.data[ticketId] } : reply;
    },
    close: () => agent.destroy(),
  };
}

function judge<Data>(status: number, text: string, schema: z.ZodType<Data>): ExpoReply<Data> {
  if (status === 429 || status >= 500) return { kind: 'retry', reason: `Expo answered ${status}.` };
  const body = parseJson(text);
  const refusal = refusalSchema.safeParse(body).data?.errors[0].code;
  if (status === 401 || status === 403 || refusal === 'UNAUTHORIZED') {
    return { kind: 'park', reason: `Expo refused the access token (${refusal ?? status}); see EXPO_ACCESS_TOKEN.` };
  }
  if (status !== 200 || refusal) return { kind: 'park', reason: `Expo refused it (${refusal ?? status}).` };
  const { data, success } = schema.safeParse(body);
  return success
    ? { kind: 'answered', data }
    : { kind: 'retry', reason: 'Expo answered something that is not its protocol.' };
}

/** Undefined where it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
