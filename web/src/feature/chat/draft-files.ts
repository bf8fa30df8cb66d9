import { type AttachedFile, createKey } from '@omniai/client';
import { tabStorage } from '../../lib/storage.ts';
import type { Attachment } from './attachment.ts';

const KEY = 'draft_files';

/** One that the server has already. */
export function createKnown(file: AttachedFile, draftKey: string): Attachment {
  return { key: createKey(), draftKey, name: file.name, pictureUrl: null, share: 1, file, trouble: null };
}

/** The files of drafts as this tab had them before it went to another page, or was loaded anew. */
export function readDraftFiles(): Attachment[] {
  try {
    const kept: unknown = JSON.parse(tabStorage.read(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isKept).map(({ draftKey, file }) => createKnown(file, draftKey)) : [];
  } catch {
    return []; // Somebody else wrote there.
  }
}

/** Those that are still on their way cannot be kept: what they hold is gone with the page. */
export function writeDraftFiles(attachments: readonly Attachment[]): void {
  const kept = attachments.flatMap(({ draftKey, file }) => (file === null ? [] : [{ draftKey, file }]));
  tabStorage.write(KEY, kept.length === 0 ? null : JSON.stringify(kept));
}

function isKept(value: unknown): value is { draftKey: string; file: AttachedFile } {
  const { draftKey, file } = Object(value);
  const { id, name, kind } = Object(file);
  return [draftKey, id, name, kind].every((field) => typeof field === 'string');
}
