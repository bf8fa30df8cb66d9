import { Mic, MicOff } from 'lucide-react';
import { Suspense, useRef } from 'react';
import { findSpeechRecognition } from '../../lib/speech-recognition.ts';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { LazySpeechConsent } from './lazy-speech-consent.tsx';
import { useDictation } from './use-dictation.ts';

interface DictationButtonProps {
  text: string;
  onChange(text: string): void;
}

/** Writes down what is said, behind what is written already. Nothing where the browser cannot listen. */
export function DictationButton({ text, onChange }: DictationButtonProps) {
  const t = useText();
  const written = useRef('');
  const dictation = useDictation((said) => onChange(`${written.current}${said.trimStart()}`));
  if (!findSpeechRecognition()) return null;
  const begin = () => {
    written.current = text === '' || /\s$/.test(text) ? text : `${text} `;
    dictation.start();
  };
  const { isListening } = dictation;
  return (
    <>
      <IconButton
        label={t(isListening ? 'chat.dictateStop' : 'chat.dictate')}
        aria-pressed={isListening}
        className={`rounded-xl ${isListening ? 'bg-danger-soft text-danger' : ''}`}
        onClick={isListening ? dictation.stop : begin}
      >
        {isListening ? <MicOff size={17} aria-hidden="true" /> : <Mic size={17} aria-hidden="true" />}
      </IconButton>
      {dictation.isAsking && (
        <Suspense fallback={null}>
          <LazySpeechConsent reason="dictate" onAllow={begin} onClose={dictation.stopAsking} />
        </Suspense>
      )}
    </>
  );
}
