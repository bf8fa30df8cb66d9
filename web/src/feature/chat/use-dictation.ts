import { useEffect, useRef, useState } from 'react';
import { readerLocale } from '../../lib/reader-locale.ts';
import { hasSpeechConsent } from '../../lib/speech-consent.ts';
import { findSpeechRecognition, recognisesHere, type SpeechRecognizer } from '../../lib/speech-recognition.ts';
import { say } from '../../lib/toast.ts';
import { useLatest } from '../../lib/use-latest.ts';
import { useText } from '../../lib/use-text.ts';

/**
 * Lets a person speak instead of type, where the browser can listen.
 * @param onText hears everything that was said since the beginning, each time there is more of it
 */
export function useDictation(onText: (text: string) => void) {
  const t = useText();
  const [isListening, setListening] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const running = useRef<SpeechRecognizer | null>(null);
  const hear = useLatest(onText);
  useEffect(() => () => running.current?.abort(), []);

  const start = async () => {
    const Recognition = findSpeechRecognition();
    if (!Recognition) return;
    const isHere = await recognisesHere(Recognition, readerLocale());
    if (!isHere && !hasSpeechConsent()) {
      setAsking(true);
      return;
    }
    const recognizer = new Recognition();
    Object.assign(recognizer, { lang: readerLocale(), continuous: true, interimResults: true });
    if (isHere) recognizer.processLocally = true;
    recognizer.onresult = ({ results }) =>
      hear.current(Array.from(results, (result) => result[0]?.transcript ?? '').join(''));
    recognizer.onerror = ({ error }) => {
      if (error === 'aborted' || error === 'no-speech') return;
      say(t(error === 'not-allowed' ? 'chat.dictateRefused' : 'chat.dictateFailed'), { isTrouble: true });
    };
    recognizer.onend = () => setListening(false);
    running.current = recognizer;
    recognizer.start();
    setListening(true);
  };
  return {
    isListening,
    /** The browser's maker would hear what is said, and nobody has agreed to that yet. */
    isAsking,
    stopAsking: () => setAsking(false),
    start: () => void start(),
    stop: () => running.current?.stop(),
  };
}
