import type { AnswerView } from './answer-view.ts';
import { errorSentence } from './error-sentence.ts';

export interface Note {
  text: string;
  isTrouble: boolean;
  mayRetry: boolean;
}

/** What is to be said of an answer that did not simply end, or undefined. */
export function noteOf(view: AnswerView): Note | undefined {
  if (view.isReconnecting) return calm('The connection was lost. The answer goes on as soon as it is back.', false);
  if (view.status === 'cancelled') return calm('You stopped this answer.');
  if (view.status === 'interrupted')
    return calm('The server stopped while this was being written. What was there is kept.');
  if (view.status === 'failed') {
    const text = view.error ? errorSentence(view.error, Date.now()) : 'This answer failed.';
    return { text, isTrouble: true, mayRetry: true };
  }
  if (view.finishReason === 'length') return calm('The model reached its length limit here.');
  if (view.finishReason === 'content_filter') return calm('The provider’s content filter ended this answer.');
  return undefined;
}

function calm(text: string, mayRetry = true): Note {
  return { text, isTrouble: false, mayRetry };
}
