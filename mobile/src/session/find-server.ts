import { judgeVersion } from './judge-version.ts';
import { type Trouble, toTrouble } from './to-trouble.ts';

/** What stands at an address. */
export type Finding =
  | { kind: 'found'; server: string; version: string; needsSetup: boolean; registration: 'invite' | 'open' | 'closed' }
  /** `detail`: the machine's own words, for whoever runs the server. */
  | { kind: Trouble; detail: string }
  | { kind: 'not_ours' | 'too_old' | 'too_new'; detail: string }
  /** A proxy answers, and the server behind it does not. */
  | { kind: 'away'; detail: string };

interface Parts {
  fetch(url: string, init: { signal: AbortSignal }): Promise<Response>;
  isOnline(): boolean;
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/** Asks an address who it is. Never rejects. @param server as `acceptServerAddress` gives it */
export async function findServer(server: string, { fetch, isOnline, timeoutMs = TIMEOUT_MS }: Parts): Promise<Finding> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    const response = await fetch(`${server}/health`, { signal: stop.signal });
    const text = await response.text();
    return judge(server, response.status, text);
  } catch (error) {
    const detail = sentencesOf(error).join(' – ');
    if (!isOnline()) return { kind: 'offline', detail };
    return { kind: stop.signal.aborted ? 'silent' : toTrouble(detail), detail };
  } finally {
    clearTimeout(timer);
  }
}

function judge(server: string, status: number, text: string): Finding {
  const health = Object(parse(text));
  const { version, registration, needs_setup: needsSetup, ok } = health;
  if (ok !== true || typeof version !== 'string' || typeof needsSetup !== 'boolean') {
    // 502 to 504 are what a proxy says of a server that it cannot reach. What it says of that is a page of its own, and nothing for a person.
    return { kind: status >= 502 && status <= 504 ? 'away' : 'not_ours', detail: String(status) };
  }
  const age = judgeVersion(version);
  if (age !== 'fits') return { kind: age, detail: version };
  const policy = registration === 'open' || registration === 'closed' ? registration : 'invite';
  return { kind: 'found', server, version, needsSetup, registration: policy };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page, or nothing: somebody else's server.
    return null;
  }
}

/** The words of an error and of its causes. */
function sentencesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const code = Object(error).code;
  const own = typeof code === 'string' ? `${code} ${error.message}` : error.message;
  return error.cause === undefined ? [own] : [own, ...sentencesOf(error.cause)];
}
