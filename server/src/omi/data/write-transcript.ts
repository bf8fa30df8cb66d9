import { CHAT_LIMITS } from '../../kit/limits.ts';
import type { OmiConversation } from './omi-conversation.ts';

type Segment = OmiConversation['transcript_segments'][number];

const CUT = '\n\n… (the rest of the transcript is only in Omi)';

/**
 * A conversation of Omi's as one message that a person can read: what it was about, then who said what and when. Neighbouring segments of one
 * speaker are joined; what is too long for a message is cut at a line.
 */
export function writeTranscript({ structured, transcript_segments }: OmiConversation): string {
  const lines = joinNeighbours(transcript_segments).map(
    ({ text, start, ...who }) => `${nameOf(who)}${start === null ? '' : ` (${toTime(start)})`}: ${text}`,
  );
  const parts = [structured.overview.trim(), ...(lines.length > 0 ? [`Transcript\n${lines.join('\n')}`] : [])];
  return cutAtLine(parts.filter((part) => part !== '').join('\n\n'));
}

function joinNeighbours(segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const text = segment.text.trim();
    const last = joined.at(-1);
    if (text === '') continue;
    if (last && nameOf(last) === nameOf(segment)) last.text += ` ${text}`;
    else joined.push({ ...segment, text });
  }
  return joined;
}

/** `SPEAKER_01` is a label of the voice within one conversation, not a person. */
function nameOf({ is_user, speaker }: Pick<Segment, 'is_user' | 'speaker'>): string {
  if (is_user) return 'You';
  const number = /^SPEAKER_0*(\d+)$/.exec(speaker ?? '')?.[1];
  return number === undefined ? (speaker ?? 'Somebody') : `Speaker ${number}`;
}

/** Hours only where there are any: `3:07`, `1:03:07`. */
function toTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const tail = twoDigits(whole % 60);
  return minutes < 60 ? `${minutes}:${tail}` : `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${tail}`;
}

function cutAtLine(text: string): string {
  if (text.length <= CHAT_LIMITS.textUnits) return text;
  const room = text.slice(0, CHAT_LIMITS.textUnits - CUT.length);
  const line = room.lastIndexOf('\n');
  return (line > room.length / 2 ? room.slice(0, line) : room).toWellFormed() + CUT;
}
