import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { ToolServerRow } from '../store/tool-server-reader.ts';
import { readAllowedTools, readListedTools } from '../tool/tool-server.ts';

/** A server of tools as an admin sees it. What it is asked with is never in it. */
export const toolServerSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    has_secret: z.boolean().describe('Whether it is asked with a token or other headers.'),
    is_enabled: z.boolean(),
    is_private_allowed: z.boolean().describe('Whether it may be reached at loopback and private addresses.'),
    tools: z
      .array(
        z.object({
          name: z.string(),
          description: z.string(),
          says_read_only: z.boolean().describe('What the server says of it.'),
          is_allowed: z.boolean().describe('Whether models may use it.'),
          is_write: z.boolean().describe('Whether people are asked before each call.'),
        }),
      )
      .describe('What it listed when it was last checked.'),
    checked_at: z.iso.datetime().nullable(),
    error: z.string().nullable().describe('What was wrong at the last check, and what to do about it.'),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'ToolServer' });

export type ToolServer = z.infer<typeof toolServerSchema>;

export function toToolServer(row: ToolServerRow): ToolServer {
  const allowed = new Map(readAllowedTools(row).map((tool) => [tool.name, tool]));
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    has_secret: row.sealed_headers !== null,
    is_enabled: row.is_enabled === 1,
    is_private_allowed: row.is_private_allowed === 1,
    tools: readListedTools(row).map(({ name, description, says_read_only }) => ({
      name,
      description,
      says_read_only,
      is_allowed: allowed.has(name),
      is_write: allowed.get(name)?.is_write ?? !says_read_only,
    })),
    checked_at: row.checked_at === null ? null : toIso(row.checked_at),
    error: row.error,
    created_at: toIso(row.created_at),
    updated_at: toIso(row.updated_at),
  };
}
