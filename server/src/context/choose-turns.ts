import { countSummary, type PromptSummary } from './prompt-summary.ts';
import type { PromptTurn } from './prompt-turn.ts';
import type { TokenCounter } from './token-counter.ts';

/** A branch, newest message first. */
interface Branch {
  turns: readonly PromptTurn[];
  /** Messages before these that were not even looked at. */
  unread: number;
  summary: PromptSummary | undefined;
  counter: TokenCounter;
}

/** `summarised`: the summary stands for it. `cut`: the model hears nothing of it. */
export type TurnState = 'sent' | 'summarised' | 'cut';

interface ChosenTurns {
  /** Oldest first. */
  sent: PromptTurn[];
  turns: { turn: PromptTurn; state: TurnState }[];
  summary: PromptSummary | undefined;
  /** Messages that the summary stands for. */
  summarised: number;
  /** Messages that the model hears nothing of. */
  dropped: number;
  /** Of what is sent, the summary too. */
  tokens: number;
  /** What would have to be sent so that nothing is dropped. */
  leastTokens: number;
}

/** Pinned messages may take half of the room for messages, and so may a summary. */
const LARGEST_SHARE = 0.5;

/** Chooses what of the branch goes into the room, and whether the summary stands for the rest. */
export function chooseTurns(parts: Branch, room: number): ChosenTurns {
  const { turns, unread } = parts;
  const all = sum(turns);
  const fit = findFittingSummary(parts, room);
  const newer = fit ? turns.slice(0, fit.at) : turns;
  const leastTokens = fit ? Math.min(all, sum(newer) + fit.tokens) : all;
  const isWhole = all <= room && unread === 0;
  const used = isWhole ? undefined : fit;

  const sent = isWhole ? new Set(turns) : take(turns, used ? newer : turns, room - (used?.tokens ?? 0));
  const covered = new Set(used ? turns.slice(used.at) : []);
  const states = turns.map((turn) => ({
    turn,
    state: sent.has(turn) ? ('sent' as const) : covered.has(turn) ? ('summarised' as const) : ('cut' as const),
  }));
  const count = (state: TurnState) => states.filter((each) => each.state === state).length;
  const coveredUnread = used ? Math.min(unread, Math.max(0, used.summary.messages - covered.size)) : 0;
  return {
    sent: [...turns.filter((turn) => sent.has(turn))].reverse(),
    turns: states,
    summary: used?.summary,
    summarised: count('summarised') + coveredUnread,
    dropped: count('cut') + unread - coveredUnread,
    tokens: sum([...sent]) + (used?.tokens ?? 0),
    leastTokens,
  };
}

/** The summary with its tokens and the place of the newest message it covers. */
function findFittingSummary({ turns, summary, counter }: Omit<Branch, 'unread'>, room: number) {
  if (!summary) return undefined;
  const at = turns.findIndex(({ id }) => id === summary.messageId);
  const tokens = countSummary(counter, summary);
  return at < 0 || tokens > room * LARGEST_SHARE ? undefined : { summary, at, tokens };
}

/** Takes pinned messages of the whole branch, then the newest of `newer` without a gap. */
function take(turns: readonly PromptTurn[], newer: readonly PromptTurn[], room: number): Set<PromptTurn> {
  const taken = new Set<PromptTurn>();
  let left = room;
  for (const turn of turns) {
    if (!turn.isPinned || turn.tokens > left - room * LARGEST_SHARE) continue;
    taken.add(turn);
    left -= turn.tokens;
  }
  for (const turn of newer) {
    if (taken.has(turn)) continue;
    if (turn.tokens > left) break;
    taken.add(turn);
    left -= turn.tokens;
  }
  return taken;
}

function sum(turns: readonly PromptTurn[]): number {
  return turns.reduce((total, { tokens }) => total + tokens, 0);
}
