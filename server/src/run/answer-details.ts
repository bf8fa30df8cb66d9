import type { Citation } from '../provider/spec.ts';

/** One use of a tool within an answer, as its reader sees it. */
export interface ToolUse {
  id: string;
  /** What offers the tool, by its name. */
  server: string;
  tool: string;
  /** A JSON object as text. */
  arguments: string;
  /** `waiting`: for the person to allow it. */
  status: 'waiting' | 'running' | 'done' | 'failed' | 'refused';
  /** What it gave, shortened; null while it has given nothing. */
  result: string | null;
  /** Where in the text it stands, in UTF-16 units. */
  at: number;
}

/** More sources than anybody looks at; every change is told whole. */
export const MAX_CITATIONS = 100;

/** What is known of an answer beside its text and its thinking. Told as a whole whenever some of it changes, so that hearing it twice does no harm. */
export interface AnswerDetails {
  /** Who answers: not always who was asked. */
  provider: string;
  model: string;
  citations: readonly Citation[];
  tool_calls: readonly ToolUse[];
}
