import type { ChaosSegment, TalkItem } from './chaos-talk.ts';

/** What must be there in the end; every list is sorted. */
export interface FinalState {
  /** `start–end words`, with a mark where the voice is the user's. */
  segments: string[];
  sessions: number;
  asked: string[];
  remembered: string[];
  tasks: string[];
  /** How often the person is told something: once for each question and each command. */
  told: number;
}

/** Says from what was said, without any regard to how it arrived, what must come of it. */
export function expectState(items: readonly TalkItem[]): FinalState {
  const asked = items.flatMap(({ asks }) => asks);
  const remembered = items.flatMap(({ remembers }) => remembers);
  const tasks = items.flatMap(({ adds }) => adds);
  return {
    segments: items.flatMap(({ segments }) => segments.map(describeSegment)).sort(),
    sessions: 1,
    asked: asked.sort(),
    remembered: remembered.sort(),
    tasks: tasks.sort(),
    told: asked.length + remembered.length + tasks.length,
  };
}

/** The form in which segments are compared. */
export function describeSegment({
  start,
  end,
  text,
  is_user,
}: Pick<ChaosSegment, 'start' | 'end' | 'text' | 'is_user'>): string {
  return `${start}–${end}${is_user ? ' me:' : ':'} ${text}`;
}
