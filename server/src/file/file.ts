import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import { attachedFileSchema } from '../store/attached-file.ts';
import type { FileRow } from '../store/file-reader.ts';

/** A file as its owner reads it. */
export const fileSchema = attachedFileSchema.extend({ created_at: z.iso.datetime() }).meta({ id: 'File' });

export type File = z.infer<typeof fileSchema>;

export function toFile({ id, name, media_type, kind, bytes, created_at }: FileRow): File {
  return { id, name, media_type, bytes, kind, created_at: toIso(created_at) };
}
