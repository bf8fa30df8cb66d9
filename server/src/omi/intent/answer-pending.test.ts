import { describe, expect, test } from 'vitest';
import type { Command } from './command.ts';
import type { PendingQuestion } from './pending-question.ts';
import { parseCommand } from './test/parse-command.ts';
import { WEDNESDAY } from './test/task-utterance.ts';

const whichWindow: PendingQuestion = { question: 'which_window', intent: 'open_window' };
const what = (about: 'remember' | 'forget' | 'add_task' | 'complete_task' | 'switch_space'): PendingQuestion => ({
  question: 'what',
  about,
});
const choices = [
  { id: 'm1', text: 'I like green tea' },
  { id: 'm2', text: 'Anna likes tea' },
  { id: 'm3', text: 'tea at four' },
];
const whichOne: PendingQuestion = { question: 'which_one', about: 'forget', choices };
const yesNo: PendingQuestion = { question: 'yes_no', about: 'forget', choice: { id: 'm1', text: 'I like green tea' } };

const open = (slot: number): Command => ({ intent: 'open_window', slot });
const choose = (number: number): Command => ({ intent: 'choose', number });
const cancel: Command = { intent: 'cancel' };
const task = (title: string, due: string | null): Command => ({
  intent: 'add_task',
  title,
  due_at: due === null ? null : Date.parse(due),
});

const ROWS: readonly (readonly [PendingQuestion, readonly (readonly [string, Command | undefined])[]])[] = [
  [
    whichWindow,
    [
      ['three', open(3)],
      ['Three.', open(3)],
      ['3', open(3)],
      ['number three', open(3)],
      ['the third one', open(3)],
      ['window three please', open(3)],
      ['um, the, uh, third', open(3)],
      ['too', open(2)],
      ['to', open(2)],
      ['won', open(1)],
      ['for', open(4)],
      ['the last one', open(5)],
      ['make it five', open(5)],
      ['I want number two', open(2)],
      ['switch to number two', open(2)],
      ['cancel', cancel],
      ['never mind', cancel],
      ['forget it', cancel],
      ['no', cancel],
      ['none of them', cancel],
      ['six', undefined],
      ['what time is it?', undefined],
      ['three bags full', undefined],
      ['yes', undefined],
      ['list my tasks', { intent: 'list_tasks' }],
      ['switch to tasks', { intent: 'switch_space', space: 'tasks' }],
      ['remember that I like tea', { intent: 'remember', text: 'I like tea' }],
    ],
  ],
  [
    whichOne,
    [
      ['one', choose(1)],
      ['the first one', choose(1)],
      ['number two', choose(2)],
      ['the second', choose(2)],
      ['take the third one please', choose(3)],
      ['the last one', choose(3)],
      ['option 3', choose(3)],
      ['four', undefined],
      ['cancel', cancel],
      ['none of those', cancel],
      ['never mind, thanks', cancel],
      ['how is green tea made?', undefined],
      ['forget my old address', { intent: 'forget', text: 'my old address' }],
    ],
  ],
  [
    yesNo,
    [
      ['yes', { intent: 'yes' }],
      ['Yes, please.', { intent: 'yes' }],
      ['yeah do it', { intent: 'yes' }],
      ['sure', { intent: 'yes' }],
      ['go ahead', { intent: 'yes' }],
      ['okay', { intent: 'yes' }],
      ['please do', { intent: 'yes' }],
      ['no', { intent: 'no' }],
      ['No, thanks.', { intent: 'no' }],
      ['nope', { intent: 'no' }],
      ["don't do it", { intent: 'no' }],
      ['not now', { intent: 'no' }],
      ['cancel', cancel],
      ['yes and no', undefined],
      ['no idea what that is', undefined],
      ['three', undefined],
      ['what was it again?', undefined],
      ['stop', { intent: 'stop' }],
    ],
  ],
  [
    what('add_task'),
    [
      ['call Anna tomorrow at nine', task('call Anna', '2026-05-07T09:00+02:00')],
      ['Tomorrow at nine, call Anna.', task('call Anna', '2026-05-07T09:00+02:00')],
      ['buy milk please', task('buy milk', null)],
      ['Tomorrow.', task('Tomorrow', null)],
      ['no', cancel],
      ['never mind', cancel],
      ['what is a task?', undefined],
      ['is it raining', undefined],
      ['list my tasks', { intent: 'list_tasks' }],
      ['remind me to buy milk', task('buy milk', null)],
      ['', undefined],
    ],
  ],
  [
    what('remember'),
    [
      ['my locker code is 4411', { intent: 'remember', text: 'my locker code is 4411' }],
      ['that Anna likes tea', { intent: 'remember', text: 'Anna likes tea' }],
      ['cancel', cancel],
      ['how do you do that', undefined],
    ],
  ],
  [what('forget'), [['my old address', { intent: 'forget', text: 'my old address' }]]],
  [what('complete_task'), [['call Anna', { intent: 'complete_task', title: 'call Anna' }]]],
  [
    what('switch_space'),
    [
      ['tasks', { intent: 'switch_space', space: 'tasks' }],
      ['to the to-do space', { intent: 'switch_space', space: 'todos' }],
      ['my memories please', { intent: 'switch_space', space: 'memories' }],
      ['default', { intent: 'switch_space', space: 'default' }],
      ['the kitchen', undefined],
      ['never mind', cancel],
    ],
  ],
];

describe.each(ROWS)('asked %j', (pending, answers) => {
  test.each(answers)('%s', (text, command) => {
    expect(parseCommand(text, { ...WEDNESDAY, language: 'en', pending })).toEqual(command);
  });
});

test('without a question, its answers are nothing', () => {
  for (const text of ['three', 'the third one', 'yes', 'no', 'sure']) {
    expect(parseCommand(text, { ...WEDNESDAY, language: 'en', pending: null })).toBeUndefined();
  }
});
