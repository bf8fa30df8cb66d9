import type { AttachedFile } from '@omniai/client';

/** A file that shall go along with the next message, from the moment it was chosen. */
export interface Attachment {
  key: string;
  /** The draft it belongs to. */
  draftKey: string;
  name: string;
  /** An address of the picture on this device; null for what is no picture. */
  pictureUrl: string | null;
  /** Which part of it the server has, from 0 to 1. */
  share: number;
  /** As the server knows it, once it has all of it. */
  file: AttachedFile | null;
  /** Why the server did not take it. */
  trouble: string | null;
}
