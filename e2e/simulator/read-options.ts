import { parseArgs } from 'node:util';
import { SimulatorError } from './simulator-error.ts';

export const USAGE = `Plays what an Omi hears against a running OmniAI server, and prints what comes back.

  npm run omi:simulate -- [options] ["Hey Omi, how long do I boil an egg?" …]

Without words it reads lines: from --file, or from what you type. In a line, | parts deliveries, (3s) is a pause,
(end) ends the conversation, and "other:" at its beginning is somebody else who speaks.

  --url URL        where the server is (http://127.0.0.1:3000)
  --email ADDRESS  sign in and link the simulated Omi with this account; the password is asked from
                   OMNIAI_PASSWORD or --password
  --token TOKEN    the webhook address of one link, instead of signing in (as Developer Settings use it)
  --secret SECRET  the webhook address of the whole app, OMI_WEBHOOK_SECRET of the server (as an Omi app uses it)
  --uid ID         the Omi user (simulated-omi)
  --file FILE      a script to play
  --fast           do not wait while somebody speaks, nor longer than a sentence needs to end
  --api-port PORT  where to act as Omi's own API, for answers that are pushed (4010)
  --wait SECONDS   how long to wait for an answer after the last word (20)
`;

export interface SimulatorOptions {
  url: string;
  login: { email: string; password: string } | undefined;
  token: string | undefined;
  secret: string | undefined;
  uid: string;
  file: string | undefined;
  isFast: boolean;
  apiPort: number;
  waitMs: number;
  lines: string[];
}

/** @returns undefined when only the usage is wanted @throws SimulatorError with what is wrong */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): SimulatorOptions | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const password = values.password ?? env.OMNIAI_PASSWORD;
  if (values.email !== undefined && password === undefined) {
    throw new SimulatorError('Give the password with --password, or in OMNIAI_PASSWORD.');
  }
  if (values.email === undefined && values.token === undefined && values.secret === undefined) {
    throw new SimulatorError('Say who speaks: --email to sign in, or --token or --secret of a webhook address.');
  }
  return {
    url: values.url.replace(/\/+$/, ''),
    login: values.email === undefined ? undefined : { email: values.email, password: password ?? '' },
    token: values.token,
    secret: values.secret,
    uid: values.uid,
    file: values.file,
    isFast: values.fast,
    apiPort: readNumber('--api-port', values['api-port']),
    waitMs: readNumber('--wait', values.wait) * 1_000,
    lines: positionals,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string', default: 'http://127.0.0.1:3000' },
        email: { type: 'string' },
        password: { type: 'string' },
        token: { type: 'string' },
        secret: { type: 'string' },
        uid: { type: 'string', default: 'simulated-omi' },
        file: { type: 'string' },
        fast: { type: 'boolean', default: false },
        'api-port': { type: 'string', default: '4010' },
        wait: { type: 'string', default: '20' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new SimulatorError(error instanceof Error ? error.message : String(error));
  }
}

function readNumber(name: string, value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number < 0) {
    throw new SimulatorError(`${name} must be a number, not “${value}”.`);
  }
  return number;
}
