import { FastForward, RotateCcw } from 'lucide-react';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import type { Note } from './note-of.ts';

interface AnswerNoteProps {
  note: Note;
  /** Absent where another answer cannot be asked for now. */
  onRetry: (() => void) | undefined;
  onGoOn: (() => void) | undefined;
}

/** How an answer ended, when it did not simply end, and the way on from there. */
export function AnswerNote({ note, onRetry, onGoOn }: AnswerNoteProps) {
  const t = useText();
  return (
    <div
      role="status"
      className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl px-3.5 py-2.5 text-sm ${
        note.isTrouble ? 'bg-danger-soft text-danger' : 'bg-panel text-soft'
      }`}
    >
      <p className="min-w-0 flex-1 basis-60">{note.text}</p>
      <div className="flex gap-2">
        {note.mayGoOn && onGoOn && (
          <Button size="small" onClick={onGoOn}>
            <FastForward size={14} aria-hidden="true" /> {t('chat.goOn')}
          </Button>
        )}
        {note.mayRetry && onRetry && (
          <Button size="small" onClick={onRetry}>
            <RotateCcw size={14} aria-hidden="true" /> {t('chat.retry')}
          </Button>
        )}
      </div>
    </div>
  );
}
