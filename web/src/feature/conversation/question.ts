/** What wants an answer before it is done to a conversation. */
export type Question = 'rename' | 'move' | 'delete';
