import type { FileKind } from '../../store/table/file-table.ts';

/** What is in a content. */
export interface Inspection {
  kind: FileKind;
  mediaType: string;
  /** What a model reads of it; null for a picture. */
  text: string | null;
}

/** Why a content is no file for a message. */
export type Refusal = 'unknown kind' | 'damaged image' | 'huge image' | 'damaged pdf' | 'locked pdf' | 'wordless pdf';
