import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandSchema } from './command.ts';
import { parseCommands } from './parse-commands.ts';
import { pendingQuestionSchema } from './pending-question.ts';
import { QUESTIONS } from './test/question.ts';
import { TASK_UTTERANCES, WEDNESDAY } from './test/task-utterance.ts';

const vocabulary = [...QUESTIONS, ...TASK_UTTERANCES.flatMap(([, , utterances]) => utterances)].flatMap((row) =>
  row.split(' '),
);
const speech = fc.array(fc.constantFrom(...new Set(vocabulary)), { maxLength: 14 }).map((words) => words.join(' '));
const anything = fc.oneof(
  speech,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);

const pending = fc.constantFrom(
  null,
  { question: 'which_window', intent: 'open_window' } as const,
  { question: 'what', about: 'add_task' } as const,
  { question: 'what', about: 'switch_space' } as const,
  { question: 'yes_no', about: 'forget', choice: { id: 'a', text: 'tea' } } as const,
);

const context = fc.record({
  now: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  timeZone: fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Australia/Lord_Howe',
  ),
  language: fc.constantFrom('en', 'en-GB', 'de', 'xx', ''),
  pending,
});

test('whatever is said gives a command as it is stored, due in the future, or nothing', () => {
  fc.assert(
    fc.property(anything, context, (text, given) => {
      const commands = parseCommands(text, {
        ...given,
        pending: given.pending && pendingQuestionSchema.parse(given.pending),
      });
      for (const command of commands) {
        expect(commandSchema.parse(JSON.parse(JSON.stringify(command)))).toEqual(command);
        if (command.intent === 'add_task' && command.due_at !== null) expect(command.due_at).toBeGreaterThan(given.now);
      }
    }),
    { numRuns: 300 },
  );
});

test('what is understood does not depend on capitals, marks and spaces', () => {
  const bare = (text: string) => text.toLowerCase().replace(/[.,!]/g, ' ');
  fc.assert(
    fc.property(speech, (text) => {
      const given = { ...WEDNESDAY, language: 'en', pending: null };
      const intents = (said: string) => parseCommands(said, given).map(({ intent }) => intent);
      expect(intents(`  ${text.toUpperCase()}  ${text.endsWith('?') ? '' : '!'}`)).toEqual(intents(text));
      expect(intents(bare(text))).toEqual(intents(bare(text).toUpperCase()));
    }),
    { numRuns: 150 },
  );
});

test('a command that was understood is understood the same when it is said in its plainest words', () => {
  fc.assert(
    fc.property(speech, (text) => {
      const given = { ...WEDNESDAY, language: 'en', pending: null };
      const [command, ...more] = parseCommands(text, given);
      if (command?.intent !== 'remember' || more.length > 0) return;
      expect(parseCommands(`remember that ${command.text}`, given)).toEqual([command]);
    }),
    { numRuns: 300 },
  );
});

const LONG = [
  'open ',
  'remind me to ',
  'mark a as done ',
  'please ',
  'add milk to my ',
  '1 ',
  'a',
  'a.',
  '9:',
  "a'",
  'add a to do task ',
  'thank you very much ',
  'tomorrow at nine ',
  'save this conversation as ',
  '$',
  '\u0301',
];

const LENGTHS = [4_900, 10_000];

test.each(LONG)('reads thousands of characters of %j in half a second of the processor', (part) => {
  const given = { ...WEDNESDAY, language: 'en', pending: { question: 'what', about: 'add_task' } } as const;
  const before = process.cpuUsage();
  for (const units of LENGTHS) {
    const text = part.repeat(Math.floor(units / part.length));
    parseCommands(text, given);
    parseCommands(`remind me to ${text}`, given);
    const halves = [text, text].map((each) => each.slice(0, each.length / 2 - 30));
    parseCommands(`remind me to ${halves.join(' and then ')} and list my tasks.`, given);
  }
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(500);
});
