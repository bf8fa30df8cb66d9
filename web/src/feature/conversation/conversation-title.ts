import type { Text } from '../../lib/use-text.ts';

/** What a conversation is called, also while it has no title of its own. */
export function conversationTitle({ title }: { title: string | null }, t: Text): string {
  return title?.trim() || t('common.newConversation');
}
