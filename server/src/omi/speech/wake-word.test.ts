import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findWakeWords, namePattern } from './wake-word.ts';

/** Everything said after the last wake word, or undefined where none was heard. */
function afterWake(text: string): string | undefined {
  const wake = findWakeWords(text).at(-1);
  return wake && text.slice(wake.end).replace(/^[\s\p{P}]+/u, '');
}

const ADDRESSED = [
  ['Hey Omi, what time is it?', 'what time is it?'],
  ['hey omi what time is it', 'what time is it'],
  ['HEY OMI! WHAT TIME IS IT?', 'WHAT TIME IS IT?'],
  ['Hey, Omi. What time is it?', 'What time is it?'],
  ['Hey Omie, how long do I boil an egg?', 'how long do I boil an egg?'],
  ['Hey Omni, how long do I boil an egg?', 'how long do I boil an egg?'],
  ['Hey, Omni, set a timer.', 'set a timer.'],
  ['hay omi tell me a joke', 'tell me a joke'],
  ['Heya Omi, tell me a joke.', 'tell me a joke.'],
  ['Hi Omi, tell me a joke.', 'tell me a joke.'],
  ['Hello Omi, are you there?', 'are you there?'],
  ['Hello, Omie, are you there?', 'are you there?'],
  ['Yo Omi, pick a number.', 'pick a number.'],
  ['Hey there Omi, pick a number.', 'pick a number.'],
  ['Hey there, Omi, pick a number.', 'pick a number.'],
  ['and hey Omie, what is on my list?', 'what is on my list?'],
  ['So, hey Omi, who wrote Dune?', 'who wrote Dune?'],
  ['I have no idea. Hey Omi, who wrote Dune?', 'who wrote Dune?'],
  ['Let me ask. Hey, Omi, is it raining in Oslo?', 'is it raining in Oslo?'],
  ['wait a second hey omi is it raining in oslo', 'is it raining in oslo'],
  ['Anyway, as I said. Hey Omi, call it a day.', 'call it a day.'],
  ['heyomi what is the capital of Peru', 'what is the capital of Peru'],
  ['Heyomi, what is the capital of Peru?', 'what is the capital of Peru?'],
  ['heyomie what is the capital of Peru', 'what is the capital of Peru'],
  ['Heyomni, what is the capital of Peru?', 'what is the capital of Peru?'],
  ['hayomi what is the capital of Peru', 'what is the capital of Peru'],
  ['Heyomiwhat is the capital of Peru?', 'what is the capital of Peru?'],
  ['Hey omilockets, are they gold?', 'lockets, are they gold?'],
  ['hey omiwhat is the capital of Peru', 'what is the capital of Peru'],
  ['Hey-Omi, what is the capital of Peru?', 'what is the capital of Peru?'],
  ['"Hey Omi," what is the capital of Peru?', 'what is the capital of Peru?'],
  ['Hey Omi', ''],
  ['Hey Omi.', ''],
  ['Omi', ''],
  ['Omi.', ''],
  ['Omi, what is on my calendar?', 'what is on my calendar?'],
  ['Omi what is on my calendar', 'what is on my calendar'],
  ["Omi, what's on my calendar?", "what's on my calendar?"],
  ['Omi, what’s on my calendar?', 'what’s on my calendar?'],
  ['Omie, what is on my list?', 'what is on my list?'],
  ['Omi, is it raining?', 'is it raining?'],
  ['Omi, can you hear me?', 'can you hear me?'],
  ['Omi, I need a recipe for lentils.', 'I need a recipe for lentils.'],
  ['Omi, my back hurts, what helps?', 'my back hurts, what helps?'],
  ['Omi, who was the first person on the moon?', 'who was the first person on the moon?'],
  ['Omi, which train is faster?', 'which train is faster?'],
  ['Omi remind me to water the plants', 'remind me to water the plants'],
  ['Omi, remember that the spare key is at the neighbours.', 'remember that the spare key is at the neighbours.'],
  ['Omi tell me the news', 'tell me the news'],
  ['Omi please translate good morning', 'please translate good morning'],
  ['Omi. What day is it?', 'What day is it?'],
  ['Omi? How far is the sun?', 'How far is the sun?'],
  ['Omi how far is the sun', 'how far is the sun'],
  ['Omni, what is the weather like?', 'what is the weather like?'],
  ['Omni, remind me to call Ada.', 'remind me to call Ada.'],
  ['Okay Omi, explain inflation.', 'explain inflation.'],
  ['Okay, Omi, explain inflation.', 'explain inflation.'],
  ['Um, so, Omi, explain inflation.', 'explain inflation.'],
  ['Please, Omi, stop.', 'stop.'],
  ['That is done. Omi, list my tasks.', 'list my tasks.'],
  ['Well, Omi, how do I get there?', 'how do I get there?'],
  ['Right, Omi, summarise that.', 'summarise that.'],
  ['Hey Omi, what is the time? Hey Omi, what day is it?', 'what day is it?'],
  ['Hey hey Omi, what day is it?', 'what day is it?'],
  ['Hey Omi Omi, what day is it?', 'Omi, what day is it?'],
] as const;

const EVERYDAY = [
  'What time is it?',
  'Hey, what time is it?',
  'Hey you, come here.',
  'Hey Naomi, are you coming tonight?',
  'Naomi, what time are you coming?',
  'Hi Nomi, long time no see.',
  'Hey Amy, what is up?',
  'Hey Tommy, pass me the salt.',
  'Oh my, what a day.',
  'Hey, oh my god, look at that!',
  'Oh me, oh my.',
  'The omni directional microphone is nice.',
  'Hey, omnidirectional mics are great.',
  'Omnibus editions are cheaper.',
  'We stayed at the Omni Hotel in Dallas.',
  'Omni Hotels are fine.',
  'Hey Omni Hotels gave us a free night.',
  'Omni channel retail is the future.',
  'Omni is a strange magazine.',
  'Omni, the magazine, was printed until 1995.',
  'An omnivore eats everything.',
  'Hey, omit the last line.',
  'hey omit that part',
  'hey omission is not lying',
  'That looks ominous.',
  'hey ominous clouds over there',
  'Omicron was the fifteenth letter.',
  'hey omicron came after delta',
  'The economy is slowing down.',
  'I love my Omi.',
  'I bought an Omi last week.',
  'Do you like your Omi?',
  'My Omi is charging.',
  'The Omi is a small wearable.',
  'Omi is a small wearable.',
  'Omi can listen all day.',
  'Omi will tell you when it is low.',
  'Omi does not work in the basement.',
  'Omi was out of battery.',
  'Omi has a new update.',
  'Omi and Siri are both assistants.',
  'Omi, the wearable, lasts three days.',
  'Omi, and I mean it, is the best gadget I have.',
  'Omi, which I bought in May, broke.',
  'Omi which we bought in May broke',
  'Omi, who I named after my grandmother, is a cat.',
  "Omi's battery is dead.",
  "Hey, Omi's battery is dead.",
  "hey Omi's charger is missing",
  'You have to say hey Omi first.',
  'You just say "Hey Omi" and it listens.',
  'She said hey Omi and nothing happened.',
  'People keep saying hey Omi to their chest.',
  'The wake word is hey Omi.',
  'The wake phrase was Hey Omi before.',
  'I typed hey Omi into the search field.',
  'Did you hear hey Omi from the other room?',
  'Hey Omi users, welcome to the forum.',
  'The hey Omi app got an update.',
  'Hey Omi team, thanks for the fix.',
  'They called their dog Omi.',
  'We asked Omi, what a waste of time.',
  'I think Omi what do you call it the pendant is cute',
  'My grandma, we call her Omi, makes soup.',
  'Omas and Omis everywhere.',
  'hey omis everywhere',
  'Hey? Omi is over there.',
  'Okay, Omi is a good name for a cat.',
  'So Omi is coming for dinner.',
  'Say hi to everybody. Omi was here too.',
  'Hey man, hey.',
  'Hello hello, is this thing on?',
  'Hi, this is Anna from next door.',
  'homie, what is up',
  'Hey homie, what is up?',
  '',
  '   ',
  '...',
  '12345678',
];

describe('hears the wake word', () => {
  test.each(ADDRESSED)('%s', (text, question) => {
    expect(afterWake(text)).toBe(question);
  });
});

describe('stays quiet in everyday talk', () => {
  test.each(EVERYDAY)('%s', (text) => {
    expect(findWakeWords(text)).toEqual([]);
  });
});

test('the tables are as large as they are meant to be', () => {
  expect(ADDRESSED.length).toBeGreaterThanOrEqual(60);
  expect(new Set(EVERYDAY).size).toBeGreaterThanOrEqual(60);
});

test('says where the phrase, the name and the question begin', () => {
  expect(findWakeWords('İ oh. Hey Omi, hello')).toEqual([{ start: 6, nameStart: 10, end: 13 }]);
  expect(findWakeWords('heyomiwhat')).toEqual([{ start: 0, nameStart: 0, end: 6 }]);
});

const OWN = ['Hey Jarvis', 'computer', 'Okay House', 'Max'];

const OWN_ADDRESSED = [
  ['Hey Jarvis, what time is it?', 'what time is it?'],
  ['hey jarvis what time is it', 'what time is it'],
  ['hay jarvis what time is it', 'what time is it'],
  ['So hey Jarvis, open the door.', 'open the door.'],
  ['wait a second hey jarvis open the door', 'open the door'],
  ['Hey Jervis, open the door.', 'open the door.'],
  ['Hey Jarviss, open the door.', undefined],
  ['heyjarvis open the door', 'open the door'],
  ['Hey, Jarvis. Open the door.', 'Open the door.'],
  ['Jarvis, open the door.', undefined],
  ['She said hey Jarvis and nothing happened.', undefined],
  ['The wake word is hey Jarvis.', undefined],
  ["Hey Jarvis's owner is here.", undefined],
  ['Hey Jarvis app is out', undefined],
  ['Computer, what time is it?', 'what time is it?'],
  ['computer what time is it', 'what time is it'],
  ['Computer.', ''],
  ['Hey computer, tell me a joke.', 'tell me a joke.'],
  ['Let me see. Computer, tell me a joke.', 'tell me a joke.'],
  ['Okay, computer, tell me a joke.', 'tell me a joke.'],
  ['Computar, tell me a joke.', 'tell me a joke.'],
  ['Computer, I need a recipe.', 'I need a recipe.'],
  ['The computer is slow today.', undefined],
  ['Computer science is fun.', undefined],
  ['Computers, what a pain.', undefined],
  ['computers are everywhere', undefined],
  ['My computer, what a piece of junk.', undefined],
  ['Computer, the one on the desk, is slow.', undefined],
  ['I bought a computer which I love.', undefined],
  ['Okay house, lights out.', 'lights out.'],
  ['ok house tell me the news', 'tell me the news'],
  ['A house is expensive.', undefined],
  ['Max, remind me to go.', 'remind me to go.'],
  ['Hey Max, remind me to go.', 'remind me to go.'],
  ['Mac, remind me to go.', undefined],
  ['Max is coming for dinner.', undefined],
  ['I saw Max, what a surprise.', undefined],
  ['Hey Omi, what day is it?', 'what day is it?'],
  ['What day is it?', undefined],
] as const;

describe('with wake words of the person', () => {
  test.each(OWN_ADDRESSED)('%s', (text, question) => {
    const wake = findWakeWords(text, OWN).at(-1);
    expect(wake && text.slice(wake.end).replace(/^[\s\p{P}]+/u, '')).toBe(question);
    if (question !== undefined) expect(namePattern(OWN).test(text)).toBe(true);
  });

  test('says where the phrase and the name begin', () => {
    expect(findWakeWords('oh hey Jarvis, hello', OWN)).toEqual([{ start: 3, nameStart: 7, end: 13 }]);
    expect(findWakeWords('hey computer, hello', OWN)).toEqual([{ start: 0, nameStart: 4, end: 12 }]);
  });

  test('no wake word escapes the pattern that is asked first', () => {
    const word = fc.constantFrom(
      'hey',
      'omi',
      'omie',
      'heyomi',
      'omni',
      'jarvis',
      'jervis',
      'computer',
      'okay',
      'house',
      'max',
      'what',
      'is',
      ',',
      '.',
    );
    const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, fc.subarray(OWN), (said, own) => {
        if (findWakeWords(said, own).length > 0) expect(namePattern(own).test(said)).toBe(true);
      }),
    );
  });

  test('one person’s are nothing to another', () => {
    expect(findWakeWords('Hey Jarvis, what time is it?')).toEqual([]);
    expect(namePattern().test('Hey Jarvis, what time is it?')).toBe(false);
    expect(findWakeWords('?', ['', '...'])).toEqual([]);
  });
});
