import { Volume2, VolumeX } from 'lucide-react';
import { Suspense } from 'react';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { LazySpeechConsent } from './lazy-speech-consent.tsx';
import { stopReading, useReadAloud } from './use-read-aloud.ts';

interface ReadAloudButtonProps {
  /** What tells answers apart. */
  id: string;
  text: string;
}

/** Reads an answer aloud. Nothing where the browser cannot speak. */
export function ReadAloudButton({ id, text }: ReadAloudButtonProps) {
  const t = useText();
  const { isReading, isAsking, start, stopAsking } = useReadAloud(id, text);
  if (!('speechSynthesis' in window)) return null;
  return (
    <>
      <IconButton
        label={t(isReading ? 'chat.readStop' : 'chat.readAloud')}
        size="smallIcon"
        aria-pressed={isReading}
        className={isReading ? 'text-accent' : ''}
        onClick={isReading ? stopReading : start}
      >
        {isReading ? <VolumeX size={15} /> : <Volume2 size={15} />}
      </IconButton>
      {isAsking && (
        <Suspense fallback={null}>
          <LazySpeechConsent reason="read" onAllow={start} onClose={stopAsking} />
        </Suspense>
      )}
    </>
  );
}
