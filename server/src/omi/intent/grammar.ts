import type { Chrono } from 'chrono-node';
import type { Command } from './command.ts';

/**
 * What people say, in small letters and without punctuation, as a pattern over whole utterances:
 * `(a | b)` one of these, `[a | b]` one of these or nothing, `<name>` a class of the same language, `{name}` any words (at least one),
 * kept as they were said, and `{name:terms}` one of a list of terms, kept as its value.
 */
export type Phrase = string;

/** What a term stands for, and how it is said. */
export type Term = readonly [value: string | number | null, phrase: Phrase];

/** Phrases that give the same command. */
export interface Rule {
  intent: Command['intent'];
  say: readonly Phrase[];
  /** Parts of the command that the phrases do not name. */
  with?: Readonly<Record<string, string | null>>;
  /** Beginnings of the free words with which it is no command but a question or talk. */
  unless?: readonly Phrase[];
  /** Whether it is a command only together with a time ("set a timer" needs one). */
  needsDue?: boolean;
  /** Whether it is a question when it is said like one ("can you remember the name?"). */
  notAsked?: boolean;
}

/** How times are said. Lists of single words are written with spaces between them. */
export interface DueWords {
  /** Reads dates in text of small letters with its numbers as digits. */
  chrono: Chrono;
  /** Number words by their value; tens and a unit after them are added up. */
  numbers: Readonly<Record<string, number>>;
  /** Times of the clock as chrono does not read them: `minutes` is added to the hour, and the minute that is named, times `sign`. */
  clocks: readonly { say: Phrase; minutes?: number; sign?: 1 | -1 }[];
  /** Rewritten before chrono reads it. */
  spellings: Readonly<Record<string, string>>;
  /** With one of these the hours from 4 to 7 in the morning are as likely as later ones. */
  early: string;
  /** Words before a time that belong to it. */
  leads: string;
  /** Before a time they tell that it belongs to what is to be done ("about Friday", "my Friday meeting"). */
  keepers: string;
  /** The word that belongs to the time only right after one of the `heads` ("a task for tomorrow"). */
  forWord: string;
  heads: string;
  /** With one of these a length of time counts from now ("in ten minutes"); without, it is only a length. */
  fromNow: string;
  /** A bare weekday or time inside a sentence is due only before one of these ("remind me Friday to …"). */
  followers: string;
  /** What chrono takes for a date and people say for something else. */
  notDates: string;
}

/** One language. */
export interface Grammar {
  /** Spoken or misheard → the words the phrases use; an empty string drops it. */
  spellings: Readonly<Record<string, string>>;
  /** What may come before a command, any number of times. */
  leadIns: readonly Phrase[];
  /** What may come after it. */
  tails: readonly Phrase[];
  /** What may follow a phrase that does not end in free words. */
  closers: Phrase;
  /** After these, a tail is part of what is said ("say thanks"). */
  tailKeepers: string;
  classes: Readonly<Record<string, Phrase>>;
  terms: Readonly<Record<string, readonly Term[]>>;
  /** The first that matches wins. */
  rules: readonly Rule[];
  /** Answers to a question that is pending; `choice` names its slot `number`. */
  answers: Readonly<Record<'yes' | 'no' | 'choice' | 'last', readonly Phrase[]>>;
  /** How each command begins whose rest is said when it is asked for. */
  openings: Readonly<Record<Extract<Command, { intent: 'incomplete' }>['about'], string>>;
  /** Between two commands in one breath. */
  joints: readonly string[];
  /** First words of a question, which no pending question takes for its answer. */
  questionWords: string;
  due: DueWords;
}
