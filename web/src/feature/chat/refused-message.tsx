import type { Turn } from '@omniai/client';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { errorSentence } from './error-sentence.ts';

interface RefusedMessageProps {
  turn: Turn;
  onRetry(): void;
  onDismiss(): void;
}

/** In place of the answer to a message that the server did not take: why, and what may be done with the message. */
export function RefusedMessage({ turn, onRetry, onDismiss }: RefusedMessageProps) {
  const t = useText();
  const { error } = turn.answer;
  return (
    <div role="alert" className="mt-4 grid gap-3 rounded-xl bg-danger-soft px-3.5 py-3 text-sm text-danger">
      <p>{error && errorSentence(error, Date.now(), t)}</p>
      <div className="flex gap-2">
        <Button size="small" onClick={onRetry}>
          {t('common.tryAgain')}
        </Button>
        <Button size="small" onClick={onDismiss}>
          {t('text' in turn.origin ? 'chat.refusedEdit' : 'common.close')}
        </Button>
      </div>
    </div>
  );
}
