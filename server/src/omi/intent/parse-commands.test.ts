import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommandText } from '../command/reply/command-text.ts';
import { de } from '../command/reply/de.ts';
import { en } from '../command/reply/en.ts';
import { findQuestions } from '../speech/find-question.ts';
import { findWakeWords } from '../speech/wake-word.ts';
import type { Command } from './command.ts';
import { parseCommands } from './parse-commands.ts';
import { EVERYDAY_TALK } from './test/everyday-talk.ts';
import { GERMAN_QUESTIONS, GERMAN_UTTERANCES } from './test/german-utterance.ts';
import { MEMORY_UTTERANCES } from './test/memory-utterance.ts';
import { parseCommand } from './test/parse-command.ts';
import { PLACE_UTTERANCES } from './test/place-utterance.ts';
import { QUESTIONS } from './test/question.ts';
import {
  DONE_UTTERANCES,
  INCOMPLETE_DONE_UTTERANCES,
  INCOMPLETE_TASK_UTTERANCES,
  LIST_TASK_UTTERANCES,
} from './test/task-list-utterance.ts';
import { TASK_UTTERANCES, WEDNESDAY } from './test/task-utterance.ts';

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

describe('understands several wants in one breath', () => {
  const task = (title: string, due: string | null = null): Command => ({
    intent: 'add_task',
    title,
    due_at: berlin(due),
  });
  const rows: [string, Command, Command][] = [
    ['switch to window two and add a task buy bread', { intent: 'switch_window', slot: 2 }, task('buy bread')],
    ['Remind me to call Anna. Switch to window two.', task('call Anna'), { intent: 'switch_window', slot: 2 }],
    ['remind me to call Anna and then list my tasks', task('call Anna'), { intent: 'list_tasks' }],
    ['remind me to call Anna tomorrow. And add milk to my list.', task('call Anna', '2026-05-07 09:00'), task('milk')],
    [
      'remember that my code is 4411 and show my memories',
      { intent: 'remember', text: 'my code is 4411' },
      { intent: 'list_memories', query: null },
    ],
    [
      'remind me to call mum tomorrow at nine and to buy flowers on Friday',
      task('call mum', '2026-05-07 09:00'),
      task('buy flowers', '2026-05-08 09:00'),
    ],
    [
      'remind me to call mum tomorrow at nine and dad at ten',
      task('call mum', '2026-05-07 09:00'),
      task('dad', '2026-05-07 10:00'),
    ],
    ['start the meeting and switch to window four', { intent: 'start_meeting' }, { intent: 'switch_window', slot: 4 }],
  ];

  test.each(rows)('%s', (utterance, first, second) => {
    expect(parseCommands(utterance, CONTEXT)).toEqual([first, second]);
  });

  test.each([
    'remember that Anna likes tea and Tom likes coffee',
    'remind me to brush my teeth and go to sleep',
    'remind me to buy bread tomorrow and milk',
    'add milk and eggs to my list',
    'remind me to call mum and dad tomorrow',
  ])('but only one in: %s', (utterance) => {
    expect(parseCommands(utterance, CONTEXT)).toHaveLength(1);
  });

  test('and in German', () => {
    const said = 'wechsle zu Fenster zwei und schreib Milch auf die Liste';
    expect(parseCommands(said, { ...CONTEXT, language: 'de' })).toEqual([
      { intent: 'switch_window', slot: 2 },
      task('Milch'),
    ]);
  });
});

describe('understands what the help says one can say', () => {
  const said = ({ help }: CommandText) =>
    (/: (.*)\./.exec(help)?.[1] ?? '').split(', ').map((phrase) => phrase.replace('…', 'Tee'));

  test.each(said(en))('%s', (phrase) => expect(parseCommands(phrase, CONTEXT)).toHaveLength(1));
  test.each(said(de))('%s', (phrase) => expect(parseCommands(phrase, { ...CONTEXT, language: 'de' })).toHaveLength(1));

  test('and the guide', async () => {
    const guide = await readFile(join(import.meta.dirname, '../../../../docs/guide/voice.md'), 'utf8');
    const phrases = [...guide.matchAll(/^\| ([^|]+) \| [^|]+ \|$/gm)]
      .map(([, say = '']) => say)
      .filter((say) => say !== 'say' && !say.startsWith('--'))
      .flatMap((say) => say.split(', '));
    expect(phrases.length).toBeGreaterThan(15);
    for (const phrase of phrases) expect(parseCommands(phrase, CONTEXT), phrase).toHaveLength(1);
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
