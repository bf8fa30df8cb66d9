import { RotateCcw } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import type { Note } from './note-of.ts';

interface AnswerNoteProps {
  note: Note;
  /** Absent where another answer cannot be asked for now. */
  onRetry: (() => void) | undefined;
}

/** How an answer ended, when it did not simply end, and the way on from there. */
export function AnswerNote({ note, onRetry }: AnswerNoteProps) {
  return (
    <div
      role="status"
      className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl px-3.5 py-2.5 text-sm ${
        note.isTrouble ? 'bg-danger-soft text-danger' : 'bg-panel text-soft'
      }`}
    >
      <p className="min-w-0 flex-1 basis-60">{note.text}</p>
      {note.mayRetry && onRetry && (
        <Button size="small" onClick={onRetry}>
          <RotateCcw size={14} aria-hidden="true" /> Retry
        </Button>
      )}
    </div>
  );
}
