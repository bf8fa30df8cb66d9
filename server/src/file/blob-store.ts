import type { Readable } from 'node:stream';

/** A content on its way into the store. */
interface NewBlob {
  /** Under which it is to lie; always the same content under the same key. */
  key: string;
  /** The file it is in; it may be moved from there. */
  path: string;
  sha256: string;
  bytes: number;
}

/** Where the contents of files lie. */
export interface BlobStore {
  /**
   * When it resolves, the content is durable. It may be called again for what is there.
   * @throws AppError E1007
   */
  put(blob: NewBlob): Promise<void>;
  /** @throws AppError E1002 when nothing lies there, E1007 */
  open(key: string): Promise<Readable>;
  /** Also where nothing lies. @throws AppError E1007 */
  remove(key: string): Promise<void>;
  close(): Promise<void>;
}
