import { readSelfTestReply, type SelfTestOutcome } from './answer-self-test.ts';
import type { Knock } from './knock-on-webhook.ts';
import type { SelfTestStep } from './self-test.ts';

type Finding = Omit<SelfTestStep, 'name'>;

const ok = (message: string): Finding => ({ status: 'ok', message, remedy: null });
const failed = (message: string, remedy: string): Finding => ({ status: 'failed', message, remedy });
const SKIPPED: Finding = { status: 'skipped', message: 'Not looked at: a step before it failed.', remedy: null };

/**
 * Says what the end of a self-test's POST tells about the way from Omi to here, step by step, each with its remedy. Pure.
 * @param address where it was sent, without its secret part
 */
export function explainKnock(knock: Knock, address: string): SelfTestStep[] {
  const connection = explainConnection(knock, address);
  const door = connection.status === 'ok' ? explainDoor(knock) : SKIPPED;
  const outcome = door.status === 'ok' ? outcomeOf(knock) : undefined;
  const reply = door.status === 'ok' ? explainReply(outcome) : SKIPPED;
  const understanding = outcome ? UNDERSTANDING[outcome] : SKIPPED;
  return [
    { name: 'connection', ...connection },
    { name: 'door', ...door },
    { name: 'reply', ...reply },
    { name: 'understanding', ...understanding },
  ];
}

const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN']);
const TIMEOUT = new Set(['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);
const SILENCE = new Set(['TimeoutError', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/;

function explainConnection(knock: Knock, address: string): Finding {
  if (knock.kind === 'answered') return ok(`${address} answers.`);
  const { code } = knock;
  if (DNS.has(code)) {
    return failed(
      `The name in ${address} is not known.`,
      'Check PUBLIC_URL for a mistake, and the DNS entry of the name.',
    );
  }
  if (code === 'ECONNREFUSED') {
    return failed(
      `Nothing listens at ${address}.`,
      'Start the proxy or tunnel in front of this server, or correct PUBLIC_URL.',
    );
  }
  if (TIMEOUT.has(code)) {
    return failed(
      `${address} could not be connected to within 2 seconds, which is all that Omi waits.`,
      'Open the port in your firewall or router. Some routers cannot reach their own public address from inside: then try the address from your phone without Wi-Fi.',
    );
  }
  if (SILENCE.has(code)) {
    return failed(
      `${address} took the delivery and gave no answer within 15 seconds.`,
      'Check that the proxy forwards to this server and is not waiting for something itself.',
    );
  }
  if (CERTIFICATE.test(code)) {
    return failed(
      `The certificate of ${address} is not one that Omi trusts (${code}).`,
      'Use a certificate of a public authority, for example by Caddy or certbot, and renew it before it ends.',
    );
  }
  return failed(`The connection to ${address} broke (${code}).`, 'Look into the log of your proxy or tunnel.');
}

function explainDoor(knock: Knock): Finding {
  const status = knock.kind === 'answered' ? knock.status : 0;
  if (status === 200) return ok('The webhook opened and answered 200.');
  if (status >= 300 && status < 400) {
    const to = knock.kind === 'answered' && knock.location ? ` to ${hostOf(knock.location)}` : '';
    return failed(
      `PUBLIC_URL answers with a redirect${to} (status ${status}). Omi does not follow redirects.`,
      'Set PUBLIC_URL to the address it leads to, and use the same in Omi; usually https:// instead of http://, or with “www.”.',
    );
  }
  if (status === 404) {
    return failed(
      'Whoever answers at PUBLIC_URL does not know the webhook.',
      'The proxy must forward /omi-webhook/ to this server with its path unchanged, and every instance needs the same SESSION_SECRET.',
    );
  }
  if (status === 401 || status === 403) {
    return failed(
      `Something before this server asks for a sign-in or blocks the request (status ${status}).`,
      'Let /omi-webhook/ pass without a password, challenge or bot protection: its secret is in the address.',
    );
  }
  if (status === 502 || status === 504) {
    return failed(
      `The proxy cannot reach this server (status ${status}).`,
      'Check the address and port it forwards to.',
    );
  }
  if (status === 503) {
    return failed(
      'This server cannot take deliveries now (status 503).',
      'Check the disk and the database, then try again.',
    );
  }
  return failed(`The webhook answered with status ${status} instead of 200.`, 'Look into the log of your proxy.');
}

function outcomeOf(knock: Knock): SelfTestOutcome | undefined {
  if (knock.kind !== 'answered' || typeof knock.body !== 'object' || knock.body === null) return undefined;
  return 'message' in knock.body ? readSelfTestReply(knock.body.message) : undefined;
}

function explainReply(outcome: SelfTestOutcome | undefined): Finding {
  if (outcome) return ok('Our own reply came back in the body, where Omi reads it.');
  return failed(
    'What came back is not the reply of this server.',
    'The proxy answers with a page of its own, or PUBLIC_URL belongs to something else.',
  );
}

const UNDERSTANDING: Record<SelfTestOutcome, Finding> = {
  understood: ok('The delivery was taken in, its wake word was heard and its question understood.'),
  not_understood: failed(
    'The delivery was taken in, but its question was not understood.',
    'Set the language and the listen mode of your preferences to their defaults and try again.',
  ),
  not_taken: failed('The delivery was not taken in.', 'Link this Omi again.'),
};

function hostOf(location: string): string {
  return URL.canParse(location) ? new URL(location).origin : 'another path';
}
