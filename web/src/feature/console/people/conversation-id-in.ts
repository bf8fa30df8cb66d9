/** The id of a conversation, from its address or as it is. */
export function conversationIdIn(typed: string): string {
  const [, id] = /\/c\/([^/?#\s]+)/.exec(typed) ?? [];
  return id ?? typed.trim();
}
