import { type Command, commandSchema } from './command.ts';
import type { Language } from './compile-grammar.ts';
import { matchPhrase, matchStart, type Slot } from './match-phrase.ts';
import { spokenText, type Token } from './read-tokens.ts';

/**
 * Finds the first rule that the whole of what was said matches, politeness at either end aside.
 * @param text what `tokens` were read from
 * @param hasDue whether a time was said beside these tokens
 */
export function matchCommand(
  text: string,
  tokens: readonly Token[],
  language: Language,
  hasDue: boolean,
): Command | undefined {
  const spoken = dropPoliteness(tokens, language);
  const isAsked = text.trimEnd().endsWith('?');
  for (const rule of language.rules) {
    if ((rule.notAsked && isAsked) || (rule.needsDue && !hasDue)) continue;
    for (const phrase of rule.say) {
      const slots = matchPhrase(phrase, spoken);
      if (!slots || isExcepted(slots, rule.unless)) continue;
      const command = { ...defaults(rule.intent), ...rule.with, ...readSlots(text, slots) };
      const accepted = commandSchema.safeParse(command);
      if (accepted.success) return accepted.data;
    }
  }
  return undefined;
}

/** A task that is named without a time; `findDue` adds the time. */
function defaults(intent: Command['intent']) {
  return intent === 'add_task' ? { intent, due_at: null } : { intent };
}

/** Takes "could you please" from the beginning and "thanks" from the end. */
export function dropPoliteness(tokens: readonly Token[], language: Language): readonly Token[] {
  let rest = tokens;
  for (let count = -1; count !== rest.length; ) {
    count = rest.length;
    for (const leadIn of language.leadIns) {
      const end = matchStart(leadIn, rest)?.end ?? 0;
      if (end < rest.length) rest = rest.slice(end);
    }
    rest = rest.slice(0, rest.length - tailLength(rest, language));
  }
  return rest;
}

/** No tail is longer than this. */
const MAX_TAIL_WORDS = 5;

function tailLength(tokens: readonly Token[], language: Language): number {
  for (let length = Math.min(MAX_TAIL_WORDS, tokens.length - 1); length > 0; length--) {
    const at = tokens.length - length;
    if (language.tailKeepers.has(tokens[at - 1]?.word ?? '')) continue;
    if (language.tails.some((tail) => matchPhrase(tail, tokens.slice(at)))) return length;
  }
  return 0;
}

function isExcepted(slots: ReadonlyMap<string, Slot>, unless: Language['rules'][number]['unless']): boolean {
  return [...slots.values()].some(
    (slot) => 'tokens' in slot && unless.some((phrase) => matchStart(phrase, slot.tokens)),
  );
}

function readSlots(text: string, slots: ReadonlyMap<string, Slot>): Record<string, string | number | null> {
  const read = (slot: Slot) => ('tokens' in slot ? spokenText(text, slot.tokens) : slot.value);
  return Object.fromEntries([...slots].map(([name, slot]) => [name, read(slot)]));
}
