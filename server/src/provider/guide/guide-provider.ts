import type { BaseProvider, ChatRequest, Model, ProviderHealth, StreamChunk } from '../spec.ts';
import { composeAnswer } from './compose-answer.ts';
import { type GuideIndex, openGuideIndex } from './guide-index.ts';

const MODEL: Model = { id: 'guide', name: 'Guide (no model)', context_length: null };

/** Answers questions about this product by quoting its user guide. There is no model behind it, and it says so. */
export class GuideProvider implements BaseProvider {
  readonly id = 'guide';
  readonly name = 'Guide';
  readonly is_model = false;
  readonly #pagesDir: string;
  #index: Promise<GuideIndex> | undefined;

  /** @param pagesDir the folder of the guide's Markdown pages; read at the first question */
  constructor(pagesDir: string) {
    this.#pagesDir = pagesDir;
  }

  async *chat_stream({ messages }: ChatRequest, signal: AbortSignal): AsyncGenerator<StreamChunk> {
    this.#index ??= openGuideIndex(this.#pagesDir);
    const index = await this.#index;
    const question = messages.findLast(({ role }) => role === 'user')?.content ?? '';
    for (const text of composeAnswer(index.search(question), index.titles)) {
      if (signal.aborted) return;
      yield { type: 'text', text };
    }
    if (signal.aborted) return;
    yield { type: 'finish', finish_reason: 'stop', usage: { prompt_tokens: null, completion_tokens: null } };
  }

  async list_models(): Promise<Model[]> {
    return [MODEL];
  }

  async health(): Promise<ProviderHealth> {
    return { status: 'up', message: null };
  }
}
