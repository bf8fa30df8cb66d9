/** Names of what the app has read from the server; what changes refreshes by these. */
export const queryKey = {
  me: ['me'] as const,
  providers: ['providers'] as const,
  models: (providerId: string) => ['models', providerId] as const,
  conversations: ['conversations'] as const,
  conversation: (conversationId: string) => ['conversations', 'one', conversationId] as const,
  spaces: ['spaces'] as const,
  windows: ['windows'] as const,
  preferences: ['preferences'] as const,
  memories: ['memories'] as const,
  tasks: ['tasks'] as const,
  utterances: ['utterances'] as const,
  omiStatus: ['omi-status'] as const,
  /** A part of the settings that no other screen shows. */
  settings: (part: string) => ['settings', part] as const,
  search: (words: string) => ['search', words] as const,
  /** `branch`: a message id the shown branch goes through; null for the newest. */
  messages: (conversationId: string, branch: string | null) => ['messages', conversationId, branch] as const,
  allMessages: (conversationId: string) => ['messages', conversationId] as const,
};
