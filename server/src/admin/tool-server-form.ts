import { z } from 'zod';
import { TOOL_SERVER_LIMITS } from '../kit/limits.ts';

const url = z
  .string()
  .trim()
  .max(TOOL_SERVER_LIMITS.urlUnits)
  .refine(isPlainAddress, 'must be an http:// or https:// address without a password and #')
  .describe(
    'Where it speaks the Model Context Protocol over Streamable HTTP, for example https://tools.example.org/mcp',
  );
const word = z
  .string()
  .trim()
  .min(1)
  .max(TOOL_SERVER_LIMITS.secretUnits)
  .regex(/^[\x20-\x7e]+$/, 'must be one line of letters, digits and signs');
const bearerToken = word.nullable().describe('Kept sealed, sent to the host of `url` alone, and never told again.');

/** Headers that are ours, or that say how the message is to be read. */
const OWN_HEADERS =
  /^(accept|authorization|connection|content-.*|cookie|host|keep-alive|last-event-id|mcp-.*|te|trailer|transfer-encoding|upgrade)$/i;

const headers = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z0-9-]{1,100}$/, 'must be the name of a header')
      .refine((name) => !OWN_HEADERS.test(name), 'is not yours to set; a token goes into bearer_token'),
    word,
  )
  .refine((given) => Object.keys(given).length <= TOOL_SERVER_LIMITS.headers, 'has too many headers')
  .describe('Others that it wants, for example `X-Api-Key`; kept like the token.');
const isPrivateAllowed = z
  .boolean()
  .describe('Whether it may be reached at loopback and private addresses: this machine and its own network.');

/** A server of tools to be made. */
export const newToolServerSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9](-?[a-z0-9]){0,29}$/, 'must have at most 30 small letters and digits, with single - between them')
    .refine((name) => name !== 'web', 'is the name of the built-in web search')
    .describe('By which people switch it on. It stays.'),
  url,
  bearer_token: bearerToken.default(null),
  headers: headers.default({}),
  is_private_allowed: isPrivateAllowed.default(false),
  is_enabled: z.boolean().default(true),
});

export type NewToolServer = z.infer<typeof newToolServerSchema>;

/** What is left out stays as it is. */
export const toolServerChangeSchema = z.strictObject({
  url: url.optional(),
  bearer_token: bearerToken.optional().describe('Comes with `headers` in place of all that there were; null for none.'),
  headers: headers.optional().describe('Come with `bearer_token` in place of all that there were.'),
  is_private_allowed: isPrivateAllowed.optional(),
  is_enabled: z.boolean().optional(),
  allowed_tools: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(TOOL_SERVER_LIMITS.toolNameUnits),
        is_write: z
          .boolean()
          .optional()
          .describe('Whether people are asked before each call. Absent: unless the server says that it only reads.'),
      }),
    )
    .max(TOOL_SERVER_LIMITS.allowedTools)
    .optional()
    .describe('The tools that models may use, of those that the server listed: the whole list.'),
});

export type ToolServerChange = z.infer<typeof toolServerChangeSchema>;

/** What a server is asked with. */
export function toHeaders(
  bearerToken: string | null | undefined,
  others: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return { ...others, ...(bearerToken && { authorization: `Bearer ${bearerToken}` }) };
}

function isPlainAddress(given: string): boolean {
  const parsed = URL.parse(given);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return false;
  return parsed.username === '' && parsed.password === '' && !given.includes('#');
}
