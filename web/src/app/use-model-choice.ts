import { useState } from 'react';
import { type ModelChoice, readModelChoice, writeModelChoice } from '../lib/model-choice.ts';
import { useProviders } from '../lib/use-providers.ts';

/** The model that answers next: this browser's last choice while its provider exists, else the server's default. */
export function useModelChoice(): [choice: ModelChoice | null, choose: (choice: ModelChoice) => void] {
  const [remembered, setRemembered] = useState(readModelChoice);
  const { data } = useProviders();
  const choose = (choice: ModelChoice) => {
    writeModelChoice(choice);
    setRemembered(choice);
  };
  const isGone = data !== undefined && !data.providers.some((provider) => provider.id === remembered?.provider);
  return [isGone ? data.default : (remembered ?? data?.default ?? null), choose];
}
