import { useEffect, useState } from 'react';
import { storage } from '../../lib/storage.ts';

/** What is being written in a conversation, kept on the phone. @param thread names the conversation */
export function useDraft(thread: string): [string, (text: string) => void] {
  const [draft, setDraft] = useState('');
  const key = `omniai.draft.${thread}`;
  useEffect(() => {
    let isLate = false;
    setDraft('');
    // What was typed before the kept text came stays.
    const show = (kept: string | null) => !isLate && kept && setDraft((typed) => typed || kept);
    void storage.read(key).then(show, () => undefined);
    return () => {
      isLate = true;
    };
  }, [key]);
  const write = (text: string) => {
    setDraft(text);
    // A draft is a comfort: without storage it lives as long as its screen.
    void storage.write(key, text === '' ? null : text).catch(() => undefined);
  };
  return [draft, write];
}
