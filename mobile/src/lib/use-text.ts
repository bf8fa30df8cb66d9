import { useLingui } from '@lingui/react';
import type { MessageId } from './message-id.ts';

/** Gives the words of a message in the language of the app. */
export type Text = (id: MessageId, values?: Record<string, string | number>) => string;

export function useText(): Text {
  const { i18n } = useLingui();
  return (id, values) => i18n._(id, values);
}
