import { expect, it } from 'vitest';
import { toTurns } from './to-turns.ts';

const said = (id: string, text: string, speaker: string | null, isWearer = false) => ({
  id,
  text,
  speaker,
  is_wearer: isWearer,
  said_at: `2026-05-01T12:00:0${id}.000Z`,
});

it('joins what one mouth says, and knows the wearer, numbers, names and nobody', () => {
  expect(
    toTurns([
      said('1', 'Good morning.', 'SPEAKER_00', true),
      // The wearer under another label is still the wearer.
      said('2', 'Did you sleep?', 'SPEAKER_03', true),
      said('3', 'Not bad.', 'SPEAKER_01'),
      said('4', 'And you?', 'SPEAKER_01'),
      said('5', 'Fine.', 'SPEAKER_00', true),
      said('6', 'Breakfast!', 'Tom'),
      said('7', 'Hm.', null),
    ]),
  ).toEqual([
    { id: '1', speaker: { kind: 'wearer' }, saidAt: '2026-05-01T12:00:01.000Z', text: 'Good morning. Did you sleep?' },
    { id: '3', speaker: { kind: 'number', number: 2 }, saidAt: '2026-05-01T12:00:03.000Z', text: 'Not bad. And you?' },
    { id: '5', speaker: { kind: 'wearer' }, saidAt: '2026-05-01T12:00:05.000Z', text: 'Fine.' },
    { id: '6', speaker: { kind: 'name', name: 'Tom' }, saidAt: '2026-05-01T12:00:06.000Z', text: 'Breakfast!' },
    { id: '7', speaker: { kind: 'unknown' }, saidAt: '2026-05-01T12:00:07.000Z', text: 'Hm.' },
  ]);
});
