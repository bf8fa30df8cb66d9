import type { BaseProvider, ChatRequest } from '../provider/spec.ts';
import type { LiveRun, RunIdentity } from './live-run.ts';

/** A generation to begin: who it is for, and what to ask of whom. */
export interface RunOrder {
  identity: Omit<RunIdentity, 'epoch'>;
  provider: BaseProvider;
  request: ChatRequest;
}

/** Begins a run inside a transaction: its row is written, its provider is asked at once. */
export type BeginRun = (order: RunOrder) => Promise<LiveRun>;
