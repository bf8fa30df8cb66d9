import { describe, expect, it } from 'vitest';
import { preferencesSchema } from '../../context/preference.ts';
import type { Segment } from '../intake/segment.ts';
import { findUtterances } from './find-utterances.ts';
import { listeningOf } from './listening.ts';

const BEGAN_AT = 1_000_000;

/** One segment for each line: `seconds words`. */
function speech(...lines: string[]): Segment[] {
  return lines.map((line) => {
    const [, start = '0', text = ''] = /^([\d.]+) (.*)$/.exec(line) ?? [];
    const startS = Number(start);
    const endS = startS + Math.max(0.3, text.split(' ').length / 2.5);
    return { key: `k${start}`, text, speaker: 'SPEAKER_00', isUser: true, startS, endS };
  });
}

const session = (answeredAfterS: number | null) => ({
  began_at: BEGAN_AT,
  started_at: BEGAN_AT,
  answered_at: answeredAfterS === null ? null : BEGAN_AT + answeredAfterS * 1_000,
});
const choose = (choices: object) => preferencesSchema.parse(choices);
const pendingUntil = (s: number) => ({
  question: { question: 'which_window' as const, intent: 'open_window' as const },
  expiresAt: BEGAN_AT + s * 1_000,
});
const said = (utterances: ReturnType<typeof findUtterances>) =>
  utterances.map(({ trigger, text, hasEnded }) => `${trigger}${hasEnded ? '' : ' (open)'}: ${text}`);

describe('what is said to the assistant', () => {
  it('is only what follows a wake word, by default', () => {
    const listening = listeningOf(session(1), choose({}), null);
    const segments = speech('0 It rains.', '5 Hey Omi, what time is it?', '10 And then?');
    expect(said(findUtterances(segments, listening, []))).toEqual(['wake_word: what time is it?']);
  });

  it('is the first sentence after an answer too, in FOLLOWUP', () => {
    const listening = listeningOf(session(12), choose({ listen_mode: 'FOLLOWUP', followup_window_ms: 8_000 }), null);
    const segments = speech(
      '5 Hey Omi, how long do I boil an egg?',
      '9 Thank you.',
      '14 And for two of them?',
      '16 They are big.',
    );
    expect(said(findUtterances(segments, listening, []))).toEqual([
      'wake_word: how long do I boil an egg?',
      'follow_up: And for two of them?',
    ]);
  });

  it('is one sentence after an answer, even when the next one comes later', () => {
    const listening = listeningOf(session(12), choose({ listen_mode: 'FOLLOWUP' }), null);
    const known = [{ trigger: 'follow_up' as const, start_s: 14, end_s: 15.6 }];
    expect(findUtterances(speech('14 And for two?', '16 They are big.'), listening, known)).toEqual([]);
  });

  it.each([
    ['before the answer came', '11 And for two of them?'],
    ['after the window closed', '21 And for two of them?'],
  ])('is nothing %s', (_, line) => {
    const listening = listeningOf(session(12), choose({ listen_mode: 'FOLLOWUP', followup_window_ms: 8_000 }), null);
    expect(findUtterances(speech(line), listening, [])).toEqual([]);
  });

  it('is everything in ALWAYS, cut at silence and at a question mark', () => {
    const listening = listeningOf(session(null), choose({ listen_mode: 'ALWAYS' }), null);
    const segments = speech('0 I went home.', '2 It was late.', '10 Is it cold?', '12 I take a coat', '20 and gloves');
    expect(said(findUtterances(segments, listening, []))).toEqual([
      'always: I went home. It was late.',
      'always: Is it cold?',
      'always: I take a coat',
      'always (open): and gloves',
    ]);
  });

  it('is not found again where it was acted upon', () => {
    const listening = listeningOf(session(null), choose({ listen_mode: 'ALWAYS' }), null);
    const segments = speech('0 Is it cold?', '1.5 I take a coat?');
    const [first] = findUtterances(segments, listening, []);
    const known = [{ trigger: 'always' as const, start_s: first?.startS ?? 0, end_s: first?.endS ?? 0 }];
    expect(said(findUtterances(segments, listening, known))).toEqual(['always: I take a coat?']);
  });

  it('needs the wake word while a meeting is collected, whatever the mode', () => {
    const listening = listeningOf(session(1), choose({ listen_mode: 'ALWAYS', meeting_transcribe: true }), null);
    expect(said(findUtterances(speech('2 Is it cold?', '9 Hey Omi, help.'), listening, []))).toEqual([
      'wake_word: help.',
    ]);
  });

  it('may be the answer to what was asked back, for a while', () => {
    const listening = listeningOf(session(null), choose({}), pendingUntil(40));
    const segments = speech('12 Let me see.', '14 Number three.');
    expect(said(findUtterances(segments, listening, []))).toEqual([
      'follow_up: Let me see.',
      'follow_up: Number three.',
    ]);
    expect(findUtterances(segments, listening, []).every(({ onlyAnswers }) => onlyAnswers)).toBe(true);
    expect(findUtterances(speech('41 Number three.'), listening, [])).toEqual([]);
    expect(findUtterances(speech('4 Number three.'), listening, [])).toEqual([]);
  });

  it('follows the own wake words of the person', () => {
    const listening = listeningOf(session(null), choose({ wake_words: ['Hey Jarvis'] }), null);
    expect(said(findUtterances(speech('0 Hey Jarvis, what time is it?'), listening, []))).toEqual([
      'wake_word: what time is it?',
    ]);
  });
});
