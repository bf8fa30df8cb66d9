import { createStore } from 'zustand/vanilla';
import { storage } from './storage.ts';

/** Which provider and model answer next. */
export interface ModelChoice {
  provider: string;
  model: string;
}

const KEY = 'omniai.model_choice';

/** The choice made last on this phone, or null when none was made: the server then chooses. */
export const modelChoice = createStore<ModelChoice | null>(() => null);

export async function openModelChoice(): Promise<void> {
  const [provider, model] = ((await storage.read(KEY)) ?? '').split('\n');
  if (provider && model) modelChoice.setState({ provider, model }, true);
}

export function chooseModel(choice: ModelChoice): void {
  modelChoice.setState(choice, true);
  // Forgotten at the next start where it cannot be kept.
  void storage.write(KEY, `${choice.provider}\n${choice.model}`).catch(() => undefined);
}
