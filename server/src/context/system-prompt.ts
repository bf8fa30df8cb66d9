import type { Preferences } from './preference.ts';

/** Who says how to answer; each goes before those after it. */
export type PromptLayer = 'request' | 'conversation' | 'space' | 'default';

interface Layers {
  /** Of the request itself. */
  request: string | undefined;
  conversation: { system_prompt: string | null; space: string };
  preferences: Pick<Preferences, 'system_prompt' | 'space_prompts'>;
}

/** The system prompt that holds, and where it comes from; an empty one says that there is none. Undefined where nobody set one. */
export function findSystemPrompt({
  request,
  conversation,
  preferences,
}: Layers): { text: string; from: PromptLayer } | undefined {
  const ofSpace = new Map<string, string | undefined>(Object.entries(preferences.space_prompts));
  const layers: [PromptLayer, string | null | undefined][] = [
    ['request', request],
    ['conversation', conversation.system_prompt],
    ['space', ofSpace.get(conversation.space)],
    ['default', preferences.system_prompt],
  ];
  for (const [from, text] of layers) if (typeof text === 'string') return { text, from };
  return undefined;
}
