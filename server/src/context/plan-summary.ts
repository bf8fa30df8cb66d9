import { countSummary, type PromptSummary } from './prompt-summary.ts';
import type { PromptTurn } from './prompt-turn.ts';
import type { TokenCounter } from './token-counter.ts';

interface SummaryPlan {
  /** What was summed up before, to go on from. */
  base: PromptSummary | undefined;
  /** The messages after it that are to be covered too, oldest first. */
  turns: PromptTurn[];
  /** Whether more is left to be summed up after this. */
  isPartial: boolean;
}

/** The newest messages, up to this share of the context, stay as they are. */
const KEPT_SHARE = 0.3;
/** The last question and its answer stay in any case. */
const LEAST_KEPT = 2;
/** What is summed up at once, with the summary before it; the rest of the context is for instruction and answer. */
const ASKED_SHARE = 0.5;

/** Says what of a branch to sum up next; undefined where there is nothing. Pure. */
export function planSummary(parts: {
  /** Newest first. */
  turns: readonly PromptTurn[];
  summary: PromptSummary | undefined;
  contextLength: number;
  counter: TokenCounter;
}): SummaryPlan | undefined {
  const { turns, summary: base, contextLength, counter } = parts;
  const newer = base
    ? turns.slice(
        0,
        turns.findIndex(({ id }) => id === base.messageId),
      )
    : turns;
  const kept = Math.max(LEAST_KEPT, countFitting(newer, contextLength * KEPT_SHARE));
  const older = newer.slice(kept).reverse();
  const room = contextLength * ASKED_SHARE - (base ? countSummary(counter, base) : 0);
  // One that is too long for the model alone is cut by whoever asks.
  const covered = older.slice(0, Math.max(1, countFitting(older, room)));
  return covered.length === 0 ? undefined : { base, turns: covered, isPartial: covered.length < older.length };
}

/** How many of the first ones fit. */
function countFitting(turns: readonly PromptTurn[], room: number): number {
  let left = room;
  const end = turns.findIndex(({ tokens }) => {
    left -= tokens;
    return left < 0;
  });
  return end < 0 ? turns.length : end;
}
