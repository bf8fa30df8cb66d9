import type { ChatRequest } from '../spec.ts';
import { type Content, toContents } from './to-contents.ts';

export interface ContentBodyForm {
  /** Whether the model thinks and is to show it. */
  isThinking: boolean;
  /** Some models (Gemma) take no system prompt; it then stands at the begin of the conversation. */
  hasSystemField: boolean;
}

/** The JSON body of `POST …:streamGenerateContent`. Models before Gemini 3 refuse their own search together with tools: tools come first. */
export function toContentBody(request: ChatRequest, { isThinking, hasSystemField }: ContentBodyForm): string {
  const { messages, options, tools = [] } = request;
  const system = messages.flatMap(({ role, content }) =>
    role === 'system' && content !== '' ? [{ text: content }] : [],
  );
  const contents = toContents(messages);
  const hasSystem = system.length > 0;
  return JSON.stringify({
    ...(hasSystem && hasSystemField && { systemInstruction: { parts: system } }),
    contents: hasSystem && !hasSystemField ? prepend(system, contents) : contents,
    ...(tools.length > 0 && { tools: [{ functionDeclarations: tools.map(toDeclaration) }] }),
    ...(usesOwnSearch(request) && { tools: [{ google_search: {} }] }),
    generationConfig: {
      temperature: options.temperature,
      topP: options.top_p,
      maxOutputTokens: options.max_tokens,
      ...(isThinking && { thinkingConfig: { includeThoughts: true } }),
    },
  });
}

/** Whether the vendor's own web search is offered to the model. */
export function usesOwnSearch({ web_search, tools = [] }: ChatRequest): boolean {
  return web_search === true && tools.length === 0;
}

function toDeclaration({ name, description, parameters }: NonNullable<ChatRequest['tools']>[number]) {
  return { name, description, parametersJsonSchema: parameters };
}

function prepend(system: Content['parts'], [first, ...others]: readonly Content[]): Content[] {
  if (first?.role === 'user') return [{ role: 'user', parts: [...system, ...first.parts] }, ...others];
  return [{ role: 'user', parts: system }, ...(first ? [first] : []), ...others];
}
