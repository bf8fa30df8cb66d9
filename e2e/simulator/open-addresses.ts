import { z } from 'zod';
import { probe } from '../omi/deliver.ts';
import type { OmiStandIn } from '../omi/start-omi-stand-in.ts';
import type { SimulatorOptions } from './read-options.ts';
import { SimulatorError } from './simulator-error.ts';

const CODE_WITHIN_MS = 10_000;

/** Where the words go. */
export interface WebhookAddresses {
  appUrl?: string;
  developerUrl?: string;
}

const errorSchema = z.object({ error: z.object({ message: z.string() }) });
const sessionSchema = z.object({ session_token: z.string() });
const meSchema = z.object({ omi_links: z.array(z.object({ omi_user_id: z.string(), status: z.string() })) });
const startedSchema = z.object({ dev_code: z.string().optional() });
const tokenSchema = z.object({ webhook_token: z.string() });

/**
 * Finds the webhook addresses, linking the Omi user with the account first where one was given.
 * @throws SimulatorError when the server refuses, or does not know an address
 */
export async function openAddresses(options: SimulatorOptions, omi: OmiStandIn): Promise<WebhookAddresses> {
  const { url, login, secret } = options;
  const token = options.token ?? (login && secret === undefined ? await openLink(options, login, omi) : undefined);
  const addresses = {
    ...(secret !== undefined && { appUrl: `${url}/omi-webhook/${secret}` }),
    ...(token !== undefined && { developerUrl: `${url}/omi-webhook/${token}` }),
  };
  if (secret !== undefined) await checkAddress(`${url}/omi-webhook/${secret}`, '--secret');
  if (token !== undefined) await checkAddress(`${url}/omi-webhook/${token}`, '--token');
  return addresses;
}

async function checkAddress(webhookUrl: string, option: string): Promise<void> {
  const { status } = await probe(webhookUrl);
  if (status === 404) throw new SimulatorError(`The server does not know this webhook address. Check ${option}.`);
  if (status !== 200) throw new SimulatorError(`The webhook answered ${status} in place of 200.`);
}

/** Links the Omi user as a person would, with the code that is pushed; where there is a link already, its address is renewed. */
async function openLink(
  { url, uid }: SimulatorOptions,
  login: { email: string; password: string },
  omi: OmiStandIn,
): Promise<string> {
  const { session_token } = await call(url, 'POST', '/auth/login', sessionSchema, { body: login });
  const caller = { token: session_token };
  const { omi_links } = await call(url, 'GET', '/me', meSchema, caller);
  const body = { omi_user_id: uid };
  const isLinked = omi_links.some(({ omi_user_id, status }) => omi_user_id === uid && status === 'active');
  if (isLinked) return (await call(url, 'POST', '/link/omi/rotate', tokenSchema, { ...caller, body })).webhook_token;
  const { dev_code } = await call(url, 'POST', '/link/omi/start', startedSchema, { ...caller, body }).catch((error) => {
    throw error instanceof SimulatorError ? new SimulatorError(`${error.message} ${explainApp(omi)}`) : error;
  });
  const code = dev_code ?? (await readPushedCode(omi, uid));
  const confirmed = await call(url, 'POST', '/link/omi/confirm', tokenSchema, { ...caller, body: { ...body, code } });
  return confirmed.webhook_token;
}

async function readPushedCode(omi: OmiStandIn, uid: string): Promise<string> {
  const pushed = await omi
    .waitForNotification((notification) => notification.uid === uid, CODE_WITHIN_MS)
    .catch(() => undefined);
  if (pushed) return pushed.message.replace(/\D/g, '').slice(0, 8);
  throw new SimulatorError(`The server pushed its code elsewhere. ${explainApp(omi)}`);
}

/** Whose Omi app the server has to have for its pushes to come here. */
function explainApp({ url, app }: OmiStandIn): string {
  const settings = `OMI_API_BASE_URL=${url} OMI_APP_ID=${app.id} OMI_APP_SECRET=${app.apiKey}`;
  return `Is the simulator its Omi? Start the server with\n  ${settings} npm start`;
}

interface Call {
  token?: string;
  body?: object;
}

async function call<T>(
  url: string,
  method: string,
  path: string,
  schema: z.ZodType<T>,
  { token, body }: Call,
): Promise<T> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body && { 'Content-Type': 'application/json' }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  const { data } = errorSchema.safeParse(answer);
  if (data) throw new SimulatorError(`${path}: ${data.error.message}`);
  return schema.parse(answer);
}
