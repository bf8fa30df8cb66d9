import { assemblePrompt, type Prompt } from '../context/assemble-prompt.ts';
import { type PromptWish, readPromptParts } from '../context/read-prompt-parts.ts';
import type { TokenCounters } from '../context/token-counters.ts';
import { PromptFiles } from '../file/prompt-files.ts';
import type { ModelChoice } from '../provider/choose-model.ts';
import type { ReadHandle } from '../store/query.ts';
import type { ToolBox } from '../tool/tool-box.ts';
import { offerTools } from './offer-tools.ts';

export interface PromptMakers {
  toolBox: ToolBox;
  counters: TokenCounters;
}

export type PreparedPrompt = Prompt &
  Pick<Awaited<ReturnType<typeof offerTools>>, 'kit' | 'offered'> & {
    /** To be loaded before the model is asked. */
    pictures: PromptFiles['pictures'];
  };

/**
 * Makes the prompt of an answer, the same for one that is about to be asked for and for who only wants to see it.
 * @throws AppError E3006 when what has to be sent does not fit the model
 */
export async function preparePrompt(
  db: ReadHandle,
  { toolBox, counters }: PromptMakers,
  choice: ModelChoice,
  wish: Omit<PromptWish, 'provider' | 'model' | 'files' | 'toolTokens'>,
  now: number,
  isRefined = false,
): Promise<PreparedPrompt> {
  const { provider, model } = choice;
  const { kit, offered, tokens: toolTokens } = await offerTools(db, toolBox, choice, wish);
  const counter = counters.of(provider.id, model.id);
  const files = new PromptFiles({
    db,
    owner: wish.owner,
    contextLength: model.context_length && Math.max(0, model.context_length - toolTokens),
    takesImages: model.takes_images !== false,
    countTokens: (text) => counter.count(text),
  });
  const made = { ...wish, provider: provider.id, model, files, toolTokens };
  const prompt = assemblePrompt(await readPromptParts(db, counters, made, now, isRefined));
  return { ...prompt, kit, offered, pictures: files.pictures };
}
