import { z } from 'zod';
import type { SecretBox } from '../kit/secret-box.ts';
import type { ToolServerRow } from '../store/tool-server-reader.ts';

/** A tool as its server lists it. */
const listedToolSchema = z.object({
  name: z.string(),
  description: z.string(),
  /** JSON Schema of its arguments. */
  parameters: z.record(z.string(), z.unknown()),
  /** What the server says of it: that it changes nothing. */
  says_read_only: z.boolean(),
});

export type ListedTool = z.infer<typeof listedToolSchema>;

const listSchema = z.array(listedToolSchema);

/** A tool that models may use. Whether it writes was decided when it was allowed, whatever its server says of it later. */
const allowedToolSchema = z.object({ name: z.string(), is_write: z.boolean() });

export type AllowedTool = z.infer<typeof allowedToolSchema>;

const allowedSchema = z.array(allowedToolSchema);

/** Where a server of tools is, and what it is asked with. */
export interface ToolServerAddress {
  url: string;
  headers: Readonly<Record<string, string>>;
  isPrivateAllowed: boolean;
}

export function readListedTools({ tools }: Pick<ToolServerRow, 'tools'>): ListedTool[] {
  return listSchema.parse(JSON.parse(tools));
}

export function readAllowedTools({ allowed_tools }: Pick<ToolServerRow, 'allowed_tools'>): AllowedTool[] {
  return allowedSchema.parse(JSON.parse(allowed_tools));
}

const headersSchema = z.record(z.string(), z.string());

type Place = Pick<ToolServerRow, 'id' | 'url'>;

/** Seals what a server is asked with, for its host alone; null for nothing. */
export function sealHeaders(box: SecretBox, place: Place, headers: Readonly<Record<string, string>>): string | null {
  return Object.keys(headers).length === 0 ? null : box.seal(JSON.stringify(headers), placeOf(place));
}

/** @throws Error when its headers were sealed with another secret, or for another host */
export function toAddress(box: SecretBox, row: ToolServerRow): ToolServerAddress {
  const { sealed_headers: sealed } = row;
  return {
    url: row.url,
    headers: sealed === null ? {} : headersSchema.parse(JSON.parse(box.open(sealed, placeOf(row)))),
    isPrivateAllowed: row.is_private_allowed === 1,
  };
}

/** Shorter values are no secrets, and would tear words apart. */
const MIN_SECRET_UNITS = 8;

/** Takes what a server is asked with out of what it says. */
export function hideSecrets(text: string, { headers }: ToolServerAddress): string {
  const secrets = Object.values(headers).map((value) => value.replace(/^Bearer /i, ''));
  return secrets
    .filter((secret) => secret.length >= MIN_SECRET_UNITS)
    .reduce((clean, secret) => clean.replaceAll(secret, '[key]'), text);
}

function placeOf({ id, url }: Place): string {
  return `tool_server:${id}:${new URL(url).origin}`;
}
