import { compilePhrase } from './compile-phrase.ts';
import type { Grammar, Phrase, Term } from './grammar.ts';
import { createSpellings } from './read-tokens.ts';

/** A grammar ready for use. */
export type Language = ReturnType<typeof compileGrammar>;

/**
 * Makes a grammar ready for use, once.
 * @throws Error for a phrase that cannot be read
 */
export function compileGrammar(grammar: Grammar) {
  const compile = (phrase: Phrase) => compilePhrase(phrase, grammar);
  const compileAll = (phrases: readonly Phrase[] = []) => phrases.map(compile);
  const close = (phrase: Phrase) => (/\{\w+\}$/.test(phrase) ? phrase : `(${phrase}) [${grammar.closers}]`);
  const { answers } = grammar;
  return {
    spellings: createSpellings(grammar.spellings),
    leadIns: compileAll(grammar.leadIns),
    tails: compileAll(grammar.tails),
    tailKeepers: words(grammar.tailKeepers),
    rules: grammar.rules.map((rule) => ({
      ...rule,
      say: compileAll(rule.say.map(close)),
      unless: compileAll(rule.unless),
    })),
    answers: {
      yes: compileAll(answers.yes),
      no: compileAll(answers.no),
      choice: compileAll(answers.choice),
      last: compileAll(answers.last),
    },
    openings: grammar.openings,
    joint: compileJoint(grammar.joints),
    questionWords: words(grammar.questionWords),
    due: compileDue(grammar),
  };
}

function compileDue({ due, classes }: Grammar) {
  const numbers = (to: number): Term[] => Array.from({ length: to + 1 }, (_, value) => [value, String(value)]);
  const dictionary = { classes, terms: { hour: numbers(24), minute: numbers(59) } };
  return {
    chrono: due.chrono,
    numbers: new Map(Object.entries(due.numbers)),
    clocks: due.clocks.map(({ say, minutes = 0, sign = 1 }) => ({
      say: compilePhrase(say, dictionary),
      minutes,
      sign,
    })),
    spellings: createSpellings(due.spellings),
    early: words(due.early),
    leads: words(due.leads),
    keepers: words(due.keepers),
    forWord: due.forWord,
    heads: words(due.heads),
    fromNow: words(due.fromNow),
    followers: words(due.followers),
    notDates: words(due.notDates),
  };
}

/** Where one command may end and the next begin: between sentences, or at a joint. */
function compileJoint(joints: readonly string[]): RegExp {
  const joint = `(?:${joints.join('|')})\\s`;
  return new RegExp(`[.!?]\\s+(?:${joint})?|,?\\s+${joint}`, 'giu');
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
