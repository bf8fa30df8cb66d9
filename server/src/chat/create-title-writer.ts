import type { FindQuestion } from '../context/create-background-asker.ts';
import { readPersonContext } from '../context/preference.ts';
import { readExchange } from '../context/read-exchange.ts';
import type { Registry } from '../provider/registry.ts';
import { conversationReader } from '../store/conversation-reader.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import type { Store } from '../store/open.ts';
import { readTitle, TITLE_INSTRUCTION, toTitleQuestion } from './title-question.ts';

/** Room for a model that thinks before it speaks. */
const MAX_ANSWER_TOKENS = 500;

/** Names a conversation after its first answer, unless a person has; for the outbox rows of kind `title`. */
export function createTitleWriter({
  store,
  registry,
}: {
  store: Store;
  registry: Pick<Registry, 'find'>;
}): FindQuestion {
  return async (row) => {
    const exchange = await readExchange(store.read, registry, row);
    if (!exchange || exchange === 'unfinished') return exchange;
    const { owner, question, answer } = exchange;
    const { preferences } = await readPersonContext(store.read, owner);
    const conversation = await conversationReader.find(store.read, owner, question.conversation_id);
    const isOpen = conversation?.title_origin === 'first_words' && conversation.expires_at === null;
    if (!preferences.title_by_model || !isOpen) return undefined;
    return {
      ...exchange,
      instruction: TITLE_INSTRUCTION,
      content: toTitleQuestion(question.text, answer.text),
      maxAnswerTokens: MAX_ANSWER_TOKENS,
      async keep(tx, said) {
        const title = readTitle(said);
        if (title !== undefined) await conversationWriter.entitle(tx, owner, conversation.id, title);
      },
    };
  };
}
