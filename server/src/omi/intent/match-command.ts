import { type Command, commandSchema } from './command.ts';
import type { Language } from './compile-grammar.ts';
import { matchPhrase, matchStart, type Slot } from './match-phrase.ts';
import { spokenText, type Token } from './read-tokens.ts';

/** A command, and whether it means anything without a time. */
export interface MatchedCommand {
  command: Command;
  needsDue: boolean;
}

/**
 * Finds the first rule that the whole of what was said matches, politeness at either end aside.
 * @param text what `tokens` were read from
 */
export function matchCommand(text: string, tokens: readonly Token[], language: Language): MatchedCommand | undefined {
  const spoken = dropPoliteness(tokens, language);
  const isAsked = text.trimEnd().endsWith('?');
  for (const rule of language.rules) {
    if (isAsked && rule.notAsked) continue;
    for (const phrase of rule.say) {
      const slots = matchPhrase(phrase, spoken);
      if (!slots || isExcepted(slots, rule.unless)) continue;
      const command = commandSchema.safeParse({ ...defaults(rule.intent), ...rule.with, ...readSlots(text, slots) });
      if (command.success) return { command: command.data, needsDue: rule.needsDue ?? false };
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
