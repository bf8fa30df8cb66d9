import type { FileId, MessageId, UserId } from '../../kit/id.ts';

/** What a file is to a model: a picture it sees, or text it reads. */
export type FileKind = 'image' | 'text' | 'pdf';

/** A content that lies in the blob store, once for everybody who has it. */
export interface BlobTable {
  sha256: string;
  /** Under which it lies there. A content that comes back after it was removed lies under another one, so the removal cannot hit it. */
  key: string;
  bytes: number;
  /** Until then it stays even if no file has it: somebody may be about to. Whoever makes a file of it moves this. */
  kept_until: number;
}

/** A content as one person sent it. */
export interface FileTable {
  id: FileId;
  user_id: UserId;
  sha256: string;
  name: string;
  media_type: string;
  kind: FileKind;
  bytes: number;
  /** What a model reads of it; null for a picture. */
  text: string | null;
  /** Until then it stays even if no message has it. Whoever puts it into a message moves this. */
  kept_until: number;
  created_at: number;
}

/** A file of a message; each message has its files in an order. */
export interface MessageFileTable {
  message_id: MessageId;
  position: number;
  file_id: FileId;
  user_id: UserId;
}
