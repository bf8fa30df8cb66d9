import { useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { readerLocale } from '../../lib/reader-locale.ts';
import { hasSpeechConsent } from '../../lib/speech-consent.ts';
import { say } from '../../lib/toast.ts';
import { useText } from '../../lib/use-text.ts';

/** What is being read aloud: one thing at a time, also while its place is out of view. */
const reading = createStore<{ key: string; stop(): void } | null>(() => null);

export function stopReading(): void {
  reading.getState()?.stop();
  reading.setState(null, true);
}

/** Reads an answer aloud, and stops. @param key what tells answers apart */
export function useReadAloud(key: string, text: string) {
  const t = useText();
  const isReading = useStore(reading, (now) => now?.key === key);
  const [isAsking, setAsking] = useState(false);

  const start = async () => {
    const { findVoice, readAloud } = await import('./read-aloud.ts');
    const voice = await findVoice(readerLocale());
    if (!voice) say(t('chat.readNoVoice'), { isTrouble: true });
    else if (!voice.localService && !hasSpeechConsent()) setAsking(true);
    else {
      stopReading();
      reading.setState({ key, stop: readAloud(text, voice, () => reading.setState(null, true)) }, true);
    }
  };
  return { isReading, isAsking, stopAsking: () => setAsking(false), start: () => void start() };
}
