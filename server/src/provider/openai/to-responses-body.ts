import type { ChatRequest } from '../spec.ts';
import type { ResponsesForm } from './responses-form.ts';
import { toInputItems } from './to-input-items.ts';

/** OpenAI refuses less. */
const MIN_OUTPUT_TOKENS = 16;

/** A conversation that OpenAI keeps, and how many turns of the request (without the system turns) it holds. */
export interface KeptConversation {
  id: string;
  held: number;
}

/**
 * The JSON body of `POST /responses` for one streamed answer. System turns are its `instructions`, which count for this answer only and are
 * never part of the kept conversation. Without a conversation nothing is stored at OpenAI.
 */
export function toResponsesBody(
  { model, messages, options, tools = [], web_search: isSearchWished }: ChatRequest,
  form: ResponsesForm,
  conversation: KeptConversation | undefined,
): string {
  const instructions = messages.flatMap(({ role, content }) => (role === 'system' ? [content] : []));
  const said = messages.filter(({ role }) => role !== 'system').slice(conversation?.held ?? 0);
  const offered = [
    ...(isSearchWished && form.takesWebSearch ? [{ type: 'web_search' }] : []),
    ...tools.map((tool) => ({ type: 'function', ...tool, strict: false })),
  ];
  return JSON.stringify({
    model,
    ...(instructions.length > 0 && { instructions: instructions.join('\n\n') }),
    input: toInputItems(said),
    stream: true,
    ...(conversation ? { conversation: { id: conversation.id } } : { store: false }),
    ...(form.takesSampling && { temperature: options.temperature, top_p: options.top_p }),
    ...(form.givesThinking && { reasoning: { summary: 'auto' } }),
    ...(form.givesThinking && tools.length > 0 && { include: ['reasoning.encrypted_content'] }),
    ...(options.max_tokens !== undefined && { max_output_tokens: Math.max(options.max_tokens, MIN_OUTPUT_TOKENS) }),
    ...(offered.length > 0 && { tools: offered }),
  });
}
