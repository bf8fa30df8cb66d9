import { createHash, hkdfSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export const DATABASE_FILE = 'omniai.db';
export const MANIFEST_FILE = 'manifest.json';
/** The folder with the contents of files. */
export const CONTENTS_DIR = 'files';

/** What a backup says of itself; it lies beside the database, which is an SQLite file wherever it came from. */
export const manifestSchema = z
  .object({
    format: z.literal(1),
    created_at: z.iso.datetime(),
    version: z.string().describe('Of the server that made it.'),
    source: z.enum(['sqlite', 'postgres']),
    migrations: z.array(z.string()),
    rows: z.record(z.string(), z.number().int()).describe('How many rows each table holds.'),
    bytes: z.number().int(),
    sha256: z.string().describe('Of the database file.'),
    files: z
      .object({
        count: z.number().int(),
        bytes: z.number().int(),
        missing: z.number().int().describe('Removed while it was made, or just arriving.'),
      })
      .nullable()
      .default(null)
      .describe(
        'The contents of files in it; null where it holds none, because they lie in a bucket or it is older than files.',
      ),
    secret_mark: z
      .string()
      .describe('Tells whether a session secret is the one it was made with, which it does not hold.'),
  })
  .meta({ id: 'BackupManifest' });
export type BackupManifest = z.infer<typeof manifestSchema>;

/** @throws Error when there is no backup in the folder */
export async function readManifest(folder: string): Promise<BackupManifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8')));
  } catch (cause) {
    throw new Error(`${folder} is no backup of OmniAI: its ${MANIFEST_FILE} is missing or cannot be read.`, { cause });
  }
}

/** By this a backup knows its secret again without giving it away. */
export function markSecret(sessionSecret: string): string {
  return Buffer.from(hkdfSync('sha256', sessionSecret, '', 'omniai backup mark v1', 12)).toString('base64url');
}

/** SHA-256 of a file, in hex. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes);
  return hash.digest('hex');
}
