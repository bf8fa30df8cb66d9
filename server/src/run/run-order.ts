import type { AnswerSource } from '../provider/ask-in-turn.ts';
import type { ChatRequest } from '../provider/spec.ts';
import type { ToolKit } from '../tool/offered-tool.ts';
import type { BegunAnswer } from './begun-answer.ts';
import type { LiveRun, RunIdentity } from './live-run.ts';

/** A generation to begin: who it is for, and what to ask of whom. */
export interface RunOrder {
  identity: Omit<RunIdentity, 'epoch'>;
  source: AnswerSource;
  request: ChatRequest;
  /** What makes the calls of the tools that the request offers. */
  kit?: ToolKit | undefined;
  /** What the answer begins with; the provider is asked for the rest. */
  begun?: BegunAnswer | undefined;
}

/** Begins a run inside a transaction: its row is written, its provider is asked at once. */
export type BeginRun = (order: RunOrder) => Promise<LiveRun>;
