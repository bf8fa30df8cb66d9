import type { AnswerView } from '@omniai/client';
import type { Text } from '../../lib/use-text.ts';
import { errorSentence } from './error-sentence.ts';

interface Note {
  text: string;
  isTrouble: boolean;
  mayRetry: boolean;
  /** Whether the rest of it can be asked for. */
  mayGoOn: boolean;
}

/** What is to be said of an answer that did not simply end, or undefined. */
export function noteOf(view: AnswerView, t: Text): Note | undefined {
  const mayGoOn = view.text !== '';
  const calm = (text: string): Note => ({ text, isTrouble: false, mayRetry: true, mayGoOn });
  if (view.isReconnecting) return { ...calm(t('chat.noteReconnecting')), mayRetry: false, mayGoOn: false };
  if (view.status === 'cancelled') return calm(t('chat.noteCancelled'));
  if (view.status === 'interrupted') return calm(t('chat.noteInterrupted'));
  if (view.status === 'failed') {
    const text = view.error ? errorSentence(view.error, Date.now(), t) : t('chat.noteFailed');
    return { text, isTrouble: true, mayRetry: true, mayGoOn };
  }
  if (view.finishReason === 'length') return calm(t('chat.noteLength'));
  if (view.finishReason === 'content_filter') return { ...calm(t('chat.noteFilter')), mayGoOn: false };
  return undefined;
}
