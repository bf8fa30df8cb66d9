/** What a conversation is called while it has no title of its own. */
export function conversationTitle({ title }: { title: string | null }): string {
  return title?.trim() || 'New conversation';
}
