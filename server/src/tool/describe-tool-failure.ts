import { cleanMessage } from '../provider/http/clean-message.ts';
import { mapFailure } from '../provider/http/map-failure.ts';
import { RedirectRefusedError } from './checked-fetch.ts';

/** JSON-RPC's codes of the library for what did not come in time, and for a connection that is gone. */
const TIMED_OUT = -32001;
const CLOSED = -32000;

/** What is wrong with a server of tools and what to do about it, in a sentence or two. @param url whose path, which may hold a key, is not told */
export function describeToolFailure(error: unknown, name: string, url: string): string {
  return cleanMessage(describe(error, name, new URL(url).origin), null);
}

function describe(error: unknown, name: string, address: string): string {
  const status = codeOf(error);
  if (error instanceof RedirectRefusedError) return `${name} at ${address} sends us elsewhere. Set its real address.`;
  if (status === 401 || status === 403)
    return `${name} refuses us (HTTP ${status}). Set the token it wants, or a new one.`;
  if (status === 404 || status === 405 || status === -1)
    return `What answers at ${address} does not speak the Model Context Protocol. Check the path, often it is /mcp.`;
  if (status === TIMED_OUT || (error instanceof Error && error.name === 'TimeoutError'))
    return `${name} at ${address} does not answer in time. Look at its log, or start it again.`;
  if (status === CLOSED) return `${name} at ${address} closed the connection. Look at its log, or start it again.`;
  if (typeof status === 'number' && status >= 400)
    return `${name} at ${address} cannot answer now (HTTP ${status}). Look at its log.`;
  if (typeof status === 'number' && error instanceof Error) return `${name} says: ${error.message}`;
  if (error instanceof SyntaxError || (error instanceof Error && error.name.endsWith('ZodError')))
    return `What ${name} at ${address} answers is not the Model Context Protocol. Check its address and its version.`;
  const vendor = { name, address, remedy: 'Start it, or correct its address.', apiKey: null };
  return mapFailure(rootOf(error), vendor, false).message;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** `fetch` says only that it failed; why stands below. */
function rootOf(error: unknown): unknown {
  return error instanceof TypeError && error.cause !== undefined ? error.cause : error;
}
