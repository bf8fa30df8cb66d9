import type { Clock } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import type { Registry } from '../provider/registry.ts';
import { memoryReader } from '../store/memory-reader.ts';
import { messageReader } from '../store/message-reader.ts';
import type { Store } from '../store/open.ts';
import { NEWEST_ID } from '../store/page.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';
import { toSearch } from '../store/search.ts';
import type { FindQuestion } from './create-background-asker.ts';
import { createMemory } from './create-memory.ts';
import { MEMORY_INSTRUCTION, readFoundMemory, toMemoryQuestion } from './memory-question.ts';
import { readPersonContext } from './preference.ts';
import { type Exchange, readExchange } from './read-exchange.ts';

const MAX_ANSWER_TOKENS = 150;

/** Looks for something worth remembering in what was said; for the outbox rows of kind `memory_suggestion`. */
export function createMemorySuggester(parts: {
  store: Store;
  clock: Clock;
  registry: Pick<Registry, 'find'>;
}): FindQuestion {
  const { store, clock, registry } = parts;
  return async (row) => {
    const exchange = await readExchange(store.read, registry, row);
    if (exchange === 'unfinished') return exchange;
    if (!exchange || !(await isWanted(store.read, exchange))) return undefined;
    return {
      ...exchange,
      instruction: MEMORY_INSTRUCTION,
      content: toMemoryQuestion(exchange.question.text, exchange.answer.text),
      maxAnswerTokens: MAX_ANSWER_TOKENS,
      async keep(tx, answer) {
        const text = readFoundMemory(answer);
        if (text !== undefined) await keepSuggestion(tx, exchange, text, clock.now());
      },
    };
  };
}

async function isWanted(db: ReadHandle, { owner, question }: Exchange): Promise<boolean> {
  const { preferences } = await readPersonContext(db, owner);
  return preferences.suggest_memories && !(await memoryReader.wasSuggestedFrom(db, owner, question.id));
}

/** Whoever deleted the conversation meanwhile wants nothing kept of it. */
async function keepSuggestion(tx: WriteHandle, { owner, question }: Exchange, text: string, now: number) {
  const isThere = (await messageReader.find(tx, owner, question.id)) !== undefined;
  if (!isThere || (await isKnown(tx, owner, text))) return;
  await createMemory(tx, owner, { text, source: 'model', sourceMessageId: question.id, status: 'suggested' }, now);
}

/** Whether a memory, or a suggestion that waits, holds every word of it. */
async function isKnown(db: ReadHandle, owner: UserId, text: string): Promise<boolean> {
  const words = toSearch(text, 'all');
  if (!words) return true;
  for (const status of ['kept', 'suggested'] as const) {
    const found = await memoryReader.search(db, owner, words, { status, before: NEWEST_ID, limit: 1 });
    if (found.length > 0) return true;
  }
  return false;
}
