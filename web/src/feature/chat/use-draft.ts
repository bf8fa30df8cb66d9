import { useEffect, useState } from 'react';
import { storage } from '../../lib/storage.ts';

/**
 * What is being written in a conversation, kept by this browser until it is sent.
 * @param conversationId undefined for a conversation that does not exist yet
 */
export function useDraft(conversationId: string | undefined): [text: string, setText: (text: string) => void] {
  const key = `draft.${conversationId ?? 'new'}`;
  const [draft, setDraft] = useState({ key, text: storage.read(key) ?? '' });
  // Another conversation has its own draft, which must be there in the same frame.
  const current = draft.key === key ? draft : { key, text: storage.read(key) ?? '' };
  if (current !== draft) setDraft(current);
  useEffect(() => storage.write(current.key, current.text === '' ? null : current.text), [current]);
  return [current.text, (text) => setDraft({ key, text })];
}
