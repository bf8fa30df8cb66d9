/** Names of what the page has read from the server; the parts of the page that change something refresh by these. */
export const queryKey = {
  health: ['health'] as const,
  me: ['me'] as const,
  providers: ['providers'] as const,
  models: (providerId: string) => ['models', providerId] as const,
  conversations: ['conversations'] as const,
  omiStatus: ['omi-status'] as const,
  preferences: ['preferences'] as const,
  secondFactor: ['second-factor'] as const,
  /** `branch`: a message id the shown branch goes through; null for the newest. */
  messages: (conversationId: string, branch: string | null) => ['messages', conversationId, branch] as const,
  file: (fileId: string) => ['file', fileId] as const,
  allMessages: (conversationId: string) => ['messages', conversationId] as const,
};
