import type { ChatRequest } from '../spec.ts';

export interface ChatBodyForm {
  /** OpenAI's newer models refuse `max_tokens`; most other servers know only that. */
  maxTokensField: 'max_tokens' | 'max_completion_tokens';
  /** Whether to ask for token counts at the end of the stream. */
  isUsageWanted: boolean;
}

/** The JSON body of `POST /chat/completions` for one streamed answer. */
export function toChatBody({ model, messages, options }: ChatRequest, form: ChatBodyForm): string {
  return JSON.stringify({
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    stream: true,
    ...(form.isUsageWanted && { stream_options: { include_usage: true } }),
    temperature: options.temperature,
    top_p: options.top_p,
    [form.maxTokensField]: options.max_tokens,
  });
}
