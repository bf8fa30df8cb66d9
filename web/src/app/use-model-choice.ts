import type { Conversation } from '@omniai/client';
import { useState } from 'react';
import { type ModelChoice, readModelChoice, writeModelChoice } from '../lib/model-choice.ts';
import { useProviders } from '../lib/use-providers.ts';

/**
 * The model that answers next: what was chosen here just now, else what the conversation is set to, else this browser's last choice; the server's
 * default where none of them has a provider any more.
 * @param conversation undefined for one that has not begun
 */
export function useModelChoice(
  conversation: Conversation | undefined,
): [choice: ModelChoice | null, choose: (choice: ModelChoice) => void] {
  const [remembered, setRemembered] = useState(readModelChoice);
  const [chosen, setChosen] = useState<{ id: string | undefined; choice: ModelChoice }>();
  const { data } = useProviders();
  const choose = (choice: ModelChoice) => {
    writeModelChoice(choice);
    setRemembered(choice);
    setChosen({ id: conversation?.id, choice });
  };
  const isThere = (choice: ModelChoice) => !data || data.providers.some(({ id }) => id === choice.provider);
  const here = chosen && chosen.id === conversation?.id ? chosen.choice : null;
  const wishes = [here, conversation && choiceOf(conversation), remembered];
  return [wishes.find((wish) => wish && isThere(wish)) ?? data?.default ?? null, choose];
}

function choiceOf({ provider, model }: Conversation): ModelChoice | null {
  return provider !== null && model !== null ? { provider, model } : null;
}
