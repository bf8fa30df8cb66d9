import { expect, it } from 'vitest';
import { CHAT_LIMITS } from '../../kit/limits.ts';
import { must } from '../../kit/must.ts';
import { readOmiConversation } from './omi-conversation.ts';
import { writeTranscript } from './write-transcript.ts';

function write(overview: string, segments: object[]): string {
  const sent = { id: 'c', structured: { overview }, transcript_segments: segments };
  return writeTranscript(must(readOmiConversation(sent), 'a conversation'));
}
const said = (text: string, start: number, speaker = 'SPEAKER_01', is_user = false) => ({
  text,
  start,
  speaker,
  is_user,
});

it('says who said what and when, joining what one speaker said in a row', () => {
  const segments = [
    said('The tube', 3.9),
    said('is torn.', 5),
    said('Oh no.', 65, 'SPEAKER_00', true),
    said(' ', 66, 'SPEAKER_00', true),
    said('Really.', 3_667, 'SPEAKER_12'),
    { text: 'Hm.' },
    said('Hello.', 3_700, 'Anna'),
  ];
  expect(write('Two friends.', segments)).toBe(
    [
      'Two friends.',
      '',
      'Transcript',
      'Speaker 1 (0:03): The tube is torn.',
      'You (1:05): Oh no.',
      'Speaker 12 (1:01:07): Really.',
      'Somebody: Hm.',
      'Anna (1:01:40): Hello.',
    ].join('\n'),
  );
});

it('leaves out what is not there', () => {
  expect(write('', [said('Hi.', 0)])).toBe('Transcript\nSpeaker 1 (0:00): Hi.');
  expect(write('Only this.', [])).toBe('Only this.');
  expect(write('', [])).toBe('');
});

it('cuts what is too long at a line, and says so', () => {
  const segments = Array.from({ length: 30_000 }, (_, i) => said(`word ${i}`, i, `SPEAKER_${i % 2}`));
  const text = write('Long.', segments);
  expect(text.length).toBeLessThanOrEqual(CHAT_LIMITS.textUnits);
  expect(text).toMatch(/: word \d+\n\n… \(the rest of the transcript is only in Omi\)$/);
});
