import { memoryReader } from '../store/memory-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { toSearch } from '../store/search.ts';
import { estimateTokens } from './estimate-tokens.ts';
import type { NoteList } from './note-list.ts';
import type { PromptQuestion } from './prompt-question.ts';

/** How many memories a prompt looks at, and the tokens they may take: so many, and no more than that share of the model's context. */
const BUDGETS = {
  everyday: { rows: 50, tokens: 1_000, share: 1 / 8 },
  memories: { rows: 300, tokens: 8_000, share: 1 / 4 },
} as const;

/**
 * The memories of a prompt. Where all fit they are simply there, newest first: the prompt then stays the same from message to message, and a
 * local model need not read it again. Else those that share words with the message come first, the best match first, then the newest.
 */
export async function readMemoryNotes(db: ReadHandle, question: PromptQuestion): Promise<NoteList | undefined> {
  const { owner, space, contextLength } = question;
  const budget = space === 'memories' ? BUDGETS.memories : BUDGETS.everyday;
  const maxTokens = Math.min(budget.tokens, Math.floor((contextLength ?? Number.POSITIVE_INFINITY) * budget.share));
  const newest = await memoryReader.newest(db, owner, budget.rows);
  if (newest.length === 0) return undefined;
  const isAll = newest.length < budget.rows;
  const fits = newest.reduce((sum, { text }) => sum + estimateTokens(text), 0) <= maxTokens;
  const words = isAll && fits ? undefined : toSearch(question.text, 'any');
  const matching = words ? await memoryReader.rank(db, owner, words, budget.rows) : [];
  const byId = new Map([...matching, ...newest].map(({ id, text }) => [id, text]));
  return {
    kind: 'memories',
    title: 'What the person wants you to remember.',
    lines: [...byId.values()],
    total: isAll ? newest.length : await memoryReader.count(db, owner),
    maxTokens,
  };
}
