import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNearDuplicate } from './is-near-duplicate.ts';

const SAME = [
  ['how long do I boil an egg', 'How long do I boil the egg?'],
  ['How long do I boil an egg?', 'how long do i boil an egg'],
  ['how long do I boil an egg', 'how long do I boil eggs'],
  ['how long do I boil an egg', 'um how long do I, uh, boil an egg'],
  ['how long do I boil an egg', 'So how long do I boil an egg, please?'],
  ["what's the weather", 'what is the weather'],
  ['what’s the weather like', "What's the weather like?"],
  ["I can't find my keys", 'I cannot find my keys'],
  ["I can't find my keys", 'I can not find my keys'],
  ["I won't go", 'I will not go'],
  ["I don't know", 'I do not know'],
  ["I'm late, when is the next bus?", 'I am late when is the next bus'],
  ["we're late", 'we are late'],
  ["who'll win", 'who will win'],
  ['switch to window two', 'Switch to window 2.'],
  ['set a timer for ten minutes', 'set a timer for 10 minutes'],
  ['list my to-do items', 'list my todo items'],
  ['where is the egg shell', 'where is the eggshell'],
  ['add a task call Anna', 'Add task: call Anna.'],
  ['call Anna tomorrow', 'call anna tomorrow'],
  ['remember that my locker code is 4411', 'Remember that my locker code is 4411.'],
  ['tell me a joke', 'Tell me a joke!'],
  ['what is the capital of Peru', 'What is the capital of Peru?'],
  ['which restaurant around here is still open', 'which restaurants around here is still open'],
  ['how do I get from the station to the harbour', 'how do I get from the station to the harbours'],
  ['please explain to me how photosynthesis works', 'explain to me how photosynthesys works'],
  ['who wrote the book about the lighthouse keeper', 'who wrote the book about the lighthause keeper'],
  ['okay what time is it', 'what time is it'],
  ['hey what time is it', 'what time is it?'],
  ['wie spät ist es', 'Wie spät ist es bitte?'],
  ['wie lange kocht ein Ei', 'Wie lange kocht das Ei?'],
  ['stop', 'Stop!'],
] as const;

const DIFFERENT = [
  ['how long do I boil an egg', 'how long do I boil two eggs'],
  ['how long do I boil an egg', 'how long do I boil one egg'],
  ['how long do I boil an egg', 'how long do I boil'],
  ['how long do I boil an egg', 'how long do I boil a potato'],
  ['how long do I boil an egg', 'how long do I bake an egg'],
  ['switch to window two', 'switch to window three'],
  ['window 2', 'window 3'],
  ['window one', 'window 2'],
  ['open window two', 'switch to window two'],
  ['is it safe to eat raw eggs', 'is it not safe to eat raw eggs'],
  ['I can come', "I can't come"],
  ['do I have to go', "don't I have to go"],
  ['is the shop open', 'is the shop closed'],
  ['turn it on', 'turn it off'],
  ['call Anna tomorrow', 'call Hanna tomorrow'],
  ['remind me to write to Martin about the house', 'remind me to write to Marvin about the house'],
  ['what is the capital of Peru', 'what is the capital of Chile'],
  ['how far is it to Austria from here', 'how far is it to Australia from here'],
  ['what is 1 and 12', 'what is 11 and 2'],
  ['my code is 1 12', 'my code is 11 2'],
  ['my code is 4411', 'my code is 4412'],
  ['wake me at seven', 'wake me at eleven'],
  ['wake me at 7', 'wake me at 7:30'],
  ['set a timer for ten minutes', 'set a timer for ten hours'],
  ['what time is it in Lima', 'what time is it in Rome'],
  ['what time is it', 'what day is it'],
  ['who is the king', 'who was the king'],
  ['remember that I like tea', 'forget that I like tea'],
  ['remember that I like tea', 'remember that I like coffee'],
  ['add milk to my list', 'add silk to my list'],
  ['what is a lamp', 'what is a lamb'],
  ['list my tasks', 'list my memories'],
  ['list my tasks', 'list my open tasks'],
  ['start the meeting', 'end the meeting'],
  ['yes', 'no'],
  ['tell me more about it', 'tell me more'],
  ['is he her brother', 'is she her brother'],
  ['what did Tom say to Anna', 'what did Anna say to Tom'],
] as const;

describe('the same question', () => {
  test.each(SAME)('%s | %s', (a, b) => {
    expect(isNearDuplicate(a, b)).toBe(true);
    expect(isNearDuplicate(b, a)).toBe(true);
  });
});

describe('another question', () => {
  test.each(DIFFERENT)('%s | %s', (a, b) => {
    expect(isNearDuplicate(a, b)).toBe(false);
    expect(isNearDuplicate(b, a)).toBe(false);
  });
});

test('says the same of both orders, and yes of a text and itself', () => {
  const text = fc
    .array(fc.constantFrom(...SAME.flat().flatMap((row) => row.split(' '))), { maxLength: 8 })
    .map((words) => words.join(' '));
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(isNearDuplicate(a, b)).toBe(isNearDuplicate(b, a));
      expect(isNearDuplicate(a, a.toUpperCase())).toBe(true);
    }),
  );
});
