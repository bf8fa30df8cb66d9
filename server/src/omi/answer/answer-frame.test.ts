import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preferencesSchema } from '../../context/preference.ts';
import { type AnswerFrame, fitPush, frameAnswer } from './answer-frame.ts';

const place = { at: Date.UTC(2026, 4, 1, 12, 5), space: 'tasks', slot: 2 } as const;
const frame = (chosen: object, where: Partial<AnswerFrame> = {}): AnswerFrame => ({
  ...place,
  ...where,
  preferences: preferencesSchema.parse({ time_zone: 'Europe/Berlin', ...chosen }),
});
const ALL = ['time', 'window', 'space'];

describe('a spoken answer', () => {
  it('is told as it is where nothing else was chosen', () => {
    expect(frameAnswer(' Boil it for eight minutes.\n', frame({}))).toBe('Boil it for eight minutes.');
  });

  it.each([
    ['en', '14:05 · Window 2 · tasks'],
    ['en-US', '02:05 PM · Window 2 · tasks'],
    ['de', '14:05 · Fenster 2 · Aufgaben'],
    ['fr', '14:05 · Window 2 · tasks'],
  ])('begins and ends with its time, window and space in %s', (language, line) => {
    expect(frameAnswer('Eight minutes.', frame({ language, answer_header: ALL }))).toBe(`${line}\nEight minutes.`);
    expect(frameAnswer('Eight minutes.', frame({ language, answer_footer: ALL }))).toBe(`Eight minutes.\n${line}`);
  });

  it('names each part once, in the order that was chosen, and no window where there is none', () => {
    expect(frameAnswer('Eight minutes.', frame({ answer_header: ['space', 'time', 'space'] }))).toBe(
      'tasks · 14:05\nEight minutes.',
    );
    expect(frameAnswer('Eight minutes.', frame({ answer_header: ['window'] }, { slot: null }))).toBe('Eight minutes.');
  });

  it('is cut at a sentence so that header and footer fit too, and says where the rest is', () => {
    // Sentences of 6 characters leave less room at the end than header and footer take.
    const told = frameAnswer('Short. '.repeat(200), frame({ answer_header: ALL, answer_footer: ['time'] }));
    expect(told).toMatch(/^14:05 · Window 2 · tasks\n(Short\. )+… \(more in the app\)\n14:05$/);
    expect(told.length).toBeGreaterThan(950);
    expect(told.length).toBeLessThanOrEqual(1_000);
    expect(frameAnswer('Ein Satz. '.repeat(200), frame({ language: 'de' }))).toMatch(/Satz\. … \(mehr in der App\)$/);
  });

  it('never has more than 1,000 characters', () => {
    const parts = fc.uniqueArray(fc.constantFrom(...ALL));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2_000 }), parts, parts, (text, header, footer) => {
        const told = frameAnswer(text, frame({ answer_header: header, answer_footer: footer }));
        expect(told.length).toBeLessThanOrEqual(1_000);
      }),
    );
  });
});

it('fits any other text into a push', () => {
  expect(fitPush('Hi', 'en')).toBe('Hi');
  expect(fitPush('word '.repeat(300), 'de')).toMatch(/word … \(mehr in der App\)$/);
});
