import { z } from 'zod';
import type { OutboxHandler } from '../job/outbox-worker.ts';
import type { BlobStore } from './blob-store.ts';

const payloadSchema = z.object({ key: z.string() });

/** Removes a content that nobody has any more from where it lies. It may be done twice: under its key nothing else will ever lie. */
export function createRemoveBlob(blobs: BlobStore): OutboxHandler {
  return async (row) => {
    await blobs.remove(payloadSchema.parse(JSON.parse(row.payload)).key);
    return { kind: 'done' };
  };
}
