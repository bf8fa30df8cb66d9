import type { OmiLink } from './omi-link.ts';

type Segment = NonNullable<OmiLink['current_session']>['transcript'][number];

/** Who speaks: the wearer, somebody whom Omi numbers or names, or nobody knows who. */
export type Speaker =
  | { kind: 'wearer' }
  | { kind: 'number'; number: number }
  | { kind: 'name'; name: string }
  | { kind: 'unknown' };

/** What one person said without another in between. */
export interface Turn {
  /** Of its first piece of speech. */
  id: string;
  speaker: Speaker;
  saidAt: string;
  text: string;
}

/** Joins pieces of speech that follow one another from the same mouth. @param transcript in the order of speech */
export function toTurns(transcript: readonly Segment[]): Turn[] {
  const turns: Turn[] = [];
  let mouth: string | undefined;
  for (const segment of transcript) {
    const next = segment.is_wearer ? 'wearer' : `other ${segment.speaker}`;
    const last = turns.at(-1);
    if (last && next === mouth) last.text += ` ${segment.text}`;
    else turns.push({ id: segment.id, speaker: speakerOf(segment), saidAt: segment.said_at, text: segment.text });
    mouth = next;
  }
  return turns;
}

function speakerOf({ is_wearer, speaker }: Segment): Speaker {
  if (is_wearer) return { kind: 'wearer' };
  if (speaker === null) return { kind: 'unknown' };
  // Omi counts from 0, people from 1.
  const counted = /^SPEAKER_?(\d+)$/i.exec(speaker);
  return counted ? { kind: 'number', number: Number(counted[1]) + 1 } : { kind: 'name', name: speaker };
}
