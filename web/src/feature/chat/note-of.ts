import type { AnswerView } from '@omniai/client';
import type { Text } from '../../lib/use-text.ts';
import { errorSentence } from './error-sentence.ts';

export interface Note {
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
  switch (view.status) {
    case 'cancelled':
      return calm(t('chat.noteCancelled'));
    case 'interrupted':
      return calm(t('chat.noteInterrupted'));
    case 'failed':
      return {
        text: view.error ? errorSentence(view.error, Date.now(), t) : t('chat.noteFailed'),
        isTrouble: true,
        mayRetry: true,
        mayGoOn,
      };
    default:
  }
  if (view.finishReason === 'length') return calm(t('chat.noteLength'));
  if (view.finishReason === 'content_filter') return { ...calm(t('chat.noteFilter')), mayGoOn: false };
  return undefined;
}
