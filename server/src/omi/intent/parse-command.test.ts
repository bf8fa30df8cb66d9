import { describe, expect, test } from 'vitest';
import { findQuestions } from '../speech/find-question.ts';
import { findWakeWords } from '../speech/wake-word.ts';
import type { Command } from './command.ts';
import { parseCommand } from './parse-command.ts';
import { EVERYDAY_TALK } from './test/everyday-talk.ts';
import { GERMAN_QUESTIONS, GERMAN_UTTERANCES } from './test/german-utterance.ts';
import { MEMORY_UTTERANCES } from './test/memory-utterance.ts';
import { PLACE_UTTERANCES } from './test/place-utterance.ts';
import { QUESTIONS } from './test/question.ts';
import {
  DONE_UTTERANCES,
  INCOMPLETE_DONE_UTTERANCES,
  INCOMPLETE_TASK_UTTERANCES,
  LIST_TASK_UTTERANCES,
  TASK_UTTERANCES,
  WEDNESDAY,
} from './test/task-utterance.ts';

const CONTEXT = { ...WEDNESDAY, language: 'en', pending: null };

const berlin = (wall: string | null) => (wall === null ? null : Date.parse(`${wall.replace(' ', 'T')}:00+02:00`));

const ROWS: [string, Command][] = [
  ...[...PLACE_UTTERANCES, ...MEMORY_UTTERANCES].flatMap(([command, utterances]) =>
    utterances.map((utterance): [string, Command] => [utterance, command]),
  ),
  ...TASK_UTTERANCES.flatMap(([title, due, utterances]) =>
    utterances.map((each): [string, Command] => [each, { intent: 'add_task', title, due_at: berlin(due) }]),
  ),
  ...DONE_UTTERANCES.flatMap(([title, utterances]) =>
    utterances.map((each): [string, Command] => [each, { intent: 'complete_task', title }]),
  ),
  ...LIST_TASK_UTTERANCES.map((each): [string, Command] => [each, { intent: 'list_tasks' }]),
  ...INCOMPLETE_TASK_UTTERANCES.map((each): [string, Command] => [each, { intent: 'incomplete', about: 'add_task' }]),
  ...INCOMPLETE_DONE_UTTERANCES.map((each): [string, Command] => [
    each,
    { intent: 'incomplete', about: 'complete_task' },
  ]),
];

describe('understands', () => {
  test.each(ROWS)('%s', (utterance, command) => {
    expect(parseCommand(utterance, CONTEXT)).toEqual(command);
  });

  test('at least 300 utterances, each once', () => {
    expect(new Set(ROWS.map(([utterance]) => utterance)).size).toBe(ROWS.length);
    expect(ROWS.length).toBeGreaterThanOrEqual(300);
  });
});

describe('leaves to the model', () => {
  test.each(QUESTIONS)('%s', (question) => {
    expect(parseCommand(question, CONTEXT)).toBeUndefined();
  });
});

describe('takes no talk for a command', () => {
  test.each(EVERYDAY_TALK)('%s', (talk) => {
    expect(parseCommand(talk, CONTEXT)).toBeUndefined();
    expect(findWakeWords(talk)).toEqual([]);
    expect(findQuestions([{ key: 'a', text: talk, speaker: 'SPEAKER_00', isUser: true, startS: 1, endS: 3 }])).toEqual(
      [],
    );
  });
});

test('the tables hold at least 300 utterances that are commands and 300 that are none', () => {
  expect(new Set([...QUESTIONS, ...EVERYDAY_TALK]).size).toBeGreaterThanOrEqual(300);
});

describe('understands German', () => {
  const german = { ...CONTEXT, language: 'de-AT' };
  const rows = GERMAN_UTTERANCES.flatMap(([command, utterances]) => utterances.map((each) => [each, command] as const));

  test.each(rows)('%s', (utterance, command) => {
    expect(parseCommand(utterance, german)).toEqual(command);
  });

  test.each(GERMAN_QUESTIONS)('and leaves to the model: %s', (question) => {
    expect(parseCommand(question, german)).toBeUndefined();
  });

  test('and its answers', () => {
    const pending = { question: 'which_window', intent: 'open_window' } as const;
    expect(parseCommand('das dritte', { ...german, pending })).toEqual({ intent: 'open_window', slot: 3 });
    expect(parseCommand('nein danke', { ...german, pending })).toEqual({ intent: 'cancel' });
    const what = { question: 'what', about: 'remember' } as const;
    expect(parseCommand('dass Anna Tee mag', { ...german, pending: what })).toEqual({
      intent: 'remember',
      text: 'Anna Tee mag',
    });
  });
});

test('a language without a grammar is heard as English', () => {
  expect(parseCommand('list my tasks', { ...CONTEXT, language: 'fi' })).toEqual({ intent: 'list_tasks' });
});
