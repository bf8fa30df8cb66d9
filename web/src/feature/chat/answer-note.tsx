import { RotateCcw } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import type { AnswerView } from './answer-view.ts';
import { errorSentence } from './error-sentence.ts';

interface AnswerNoteProps {
  view: AnswerView;
  /** Absent where another answer cannot be asked for now. */
  onRetry: (() => void) | undefined;
}

/** How an answer ended, when it did not simply end, and the way on from there. */
export function AnswerNote({ view, onRetry }: AnswerNoteProps) {
  const note = noteOf(view);
  if (!note) return null;
  return (
    <div
      role="status"
      className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl px-3.5 py-2.5 text-sm ${
        note.isTrouble ? 'bg-danger-soft text-danger' : 'bg-panel text-soft'
      }`}
    >
      <p className="min-w-0 flex-1 basis-60">{note.text}</p>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          <RotateCcw size={14} aria-hidden="true" /> Retry
        </Button>
      )}
    </div>
  );
}

function noteOf(view: AnswerView): { text: string; isTrouble: boolean } | undefined {
  if (view.isReconnecting)
    return { text: 'The connection was lost. The answer goes on as soon as it is back.', isTrouble: false };
  if (view.status === 'cancelled') return { text: 'You stopped this answer.', isTrouble: false };
  if (view.status === 'interrupted') {
    return { text: 'The server stopped while this was being written. What was there is kept.', isTrouble: false };
  }
  if (view.status === 'failed')
    return { text: view.error ? errorSentence(view.error, Date.now()) : 'This answer failed.', isTrouble: true };
  if (view.finishReason === 'length') return { text: 'The model reached its length limit here.', isTrouble: false };
  if (view.finishReason === 'content_filter')
    return { text: 'The provider’s content filter ended this answer.', isTrouble: false };
  return undefined;
}
