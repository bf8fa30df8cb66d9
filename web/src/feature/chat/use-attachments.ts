import { type AttachedFile, createKey, unwrap } from '@omniai/client';
import { useEffect, useRef, useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { say } from '../../lib/toast.ts';
import { useLatest } from '../../lib/use-latest.ts';
import { useText } from '../../lib/use-text.ts';
import type { Attachment } from './attachment.ts';
import { createKnown, readDraftFiles, writeDraftFiles } from './draft-files.ts';

/** As many as a message may have. */
const MOST = 10;

export type Attachments = ReturnType<typeof useAttachments>;

/**
 * The files of a draft. They are sent to the server one after the other as soon as they are chosen, so that they are there when the message is.
 * @param draftKey what tells drafts apart
 */
export function useAttachments(draftKey: string) {
  const t = useText();
  const api = useApi();
  const [all, setAll] = useState<readonly Attachment[]>(readDraftFiles);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const leaving = useRef(new Map<string, AbortController>());
  const latest = useLatest(all);
  const list = all.filter((attachment) => attachment.draftKey === draftKey);

  useEffect(() => writeDraftFiles(all), [all]);
  useEffect(() => () => latest.current.forEach(forget), [latest]);

  const change = (key: string, to: Partial<Attachment>) =>
    setAll((before) => before.map((one) => (one.key === key ? { ...one, ...to } : one)));

  async function upload(key: string, content: File): Promise<void> {
    const stop = leaving.current.get(key);
    if (!stop || stop.signal.aborted) return;
    const fetch = api.carry(content, (share) => change(key, { share }));
    const query = { name: content.name };
    try {
      const taken = await unwrap(api.http.POST('/files', { params: { query }, fetch, signal: stop.signal }));
      change(key, { file: taken.file, share: 1 });
    } catch (error) {
      if (!stop.signal.aborted) change(key, { trouble: error instanceof Error ? error.message : String(error) });
    }
  }

  const drop = (isGone: (one: Attachment) => boolean) => {
    for (const one of all.filter(isGone)) {
      leaving.current.get(one.key)?.abort();
      leaving.current.delete(one.key);
      forget(one);
    }
    setAll((before) => before.filter((one) => !isGone(one)));
  };

  return {
    list,
    /** Every one of them has arrived. */
    isReady: list.every(({ file }) => file !== null),
    add(contents: readonly File[]) {
      const taken = contents.slice(0, MOST - list.length);
      if (taken.length < contents.length) say(t('chat.tooManyFiles', { most: MOST }), { isTrouble: true });
      const added = taken.map((content) => ({ attachment: createAttachment(content, draftKey), content }));
      setAll((before) => [...before, ...added.map(({ attachment }) => attachment)]);
      for (const { attachment, content } of added) {
        leaving.current.set(attachment.key, new AbortController());
        last.current = last.current.then(() => upload(attachment.key, content));
      }
    },
    remove: (key: string) => drop((one) => one.key === key),
    /** Puts files that the server has already to the draft. */
    addKnown: (files: readonly AttachedFile[]) =>
      setAll((before) => [...before, ...files.map((file) => createKnown(file, draftKey))]),
    clear: () => drop((one) => one.draftKey === draftKey),
  };
}

function createAttachment(content: File, draftKey: string): Attachment {
  const isPicture = content.type.startsWith('image/');
  return {
    key: createKey(),
    draftKey,
    name: content.name,
    pictureUrl: isPicture ? URL.createObjectURL(content) : null,
    share: 0,
    file: null,
    trouble: null,
  };
}

/** The browser keeps what an address stands for until it is told. */
function forget({ pictureUrl }: Attachment): void {
  if (pictureUrl !== null) URL.revokeObjectURL(pictureUrl);
}
