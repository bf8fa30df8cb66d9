import type { ImportSource } from '../../store/table/import-table.ts';

/** A message as another program keeps it. */
export interface SourceNode {
  id: string;
  parentId: string | null;
  /** Null for what is not part of the talk (instructions, calls of tools); its children belong to the nearest one before it that is. */
  content: SourceContent | null;
}

export interface SourceContent {
  role: 'user' | 'assistant';
  text: string;
  /** Milliseconds since 1970; null where the source does not say. */
  createdAt: number | null;
  model: string | null;
  /** As JSON, as our own rows have it; null where it comes from elsewhere. */
  providerMeta: string | null;
  isComplete: boolean;
}

/** A conversation as another program keeps it, with all its branches. */
export interface SourceConversation {
  source: ImportSource;
  id: string;
  title: string;
  createdAt: number | null;
  updatedAt: number | null;
  isArchived: boolean;
  isPinned: boolean;
  space: string | null;
  systemPrompt: string | null;
  nodes: readonly SourceNode[];
  /** The message with which the branch ends that is shown. */
  currentId: string | null;
}

/** Thrown for a conversation that cannot be taken over; its message is for the person. */
export class UnreadableConversationError extends Error {
  /** What the person may know it by. */
  readonly title: string;

  constructor(title: string, message: string) {
    super(message);
    this.title = title;
  }
}

/** Behind this, numbers are milliseconds: as seconds they would lie in the year 5138. */
const SECONDS_END = 100_000_000_000;

/** A time as exports write it: seconds, with a fraction, or milliseconds since 1970. */
export function readTime(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return null;
  return Math.round(value < SECONDS_END ? value * 1000 : value);
}
