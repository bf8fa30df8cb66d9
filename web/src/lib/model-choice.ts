import { storage } from './storage.ts';

/** Which provider and model answer next. */
export interface ModelChoice {
  provider: string;
  model: string;
}

const KEY = 'model_choice';

/** The choice this browser made last, or null when none was made: the server then chooses. */
export function readModelChoice(): ModelChoice | null {
  const [provider, model] = (storage.read(KEY) ?? '').split('\n');
  return provider && model ? { provider, model } : null;
}

export function writeModelChoice({ provider, model }: ModelChoice): void {
  storage.write(KEY, `${provider}\n${model}`);
}
