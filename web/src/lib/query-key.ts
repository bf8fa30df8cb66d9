/** Names of what the page has read from the server; the parts of the page that change something refresh by these. */
export const queryKey = {
  health: ['health'] as const,
  me: ['me'] as const,
  providers: ['providers'] as const,
  models: (providerId: string) => ['models', providerId] as const,
  conversations: ['conversations'] as const,
  conversation: (conversationId: string) => ['conversations', 'one', conversationId] as const,
  /** Of the mutation that deletes it. */
  conversationDeletion: (conversationId: string) => ['delete-conversation', conversationId] as const,
  conversationImport: (importId: string) => ['conversation-import', importId] as const,
  search: (query: string) => ['search', query] as const,
  spaces: ['spaces'] as const,
  windows: ['windows'] as const,
  tools: ['tools'] as const,
  memories: ['memories'] as const,
  tasks: ['tasks'] as const,
  followUps: ['follow-ups'] as const,
  notifications: ['notifications'] as const,
  utterances: ['utterances'] as const,
  omiStatus: ['omi-status'] as const,
  preferences: ['preferences'] as const,
  secondFactor: ['second-factor'] as const,
  /** `branch`: a message id the shown branch goes through; null for the newest. */
  messages: (conversationId: string, branch: string | null) => ['messages', conversationId, branch] as const,
  file: (fileId: string) => ['file', fileId] as const,
  context: (conversationId: string, choice: object | null) => ['context', conversationId, choice] as const,
  allContexts: (conversationId: string) => ['context', conversationId] as const,
  allMessages: (conversationId: string) => ['messages', conversationId] as const,
  /** What the settings show: a subject, then what tells its readings apart. */
  settings: (...parts: readonly string[]) => ['settings', ...parts] as const,
  /** What admins see: a subject, then what tells its readings apart. */
  console: (...parts: readonly (string | number | null)[]) => ['console', ...parts] as const,
};
