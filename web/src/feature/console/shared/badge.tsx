import type { ReactNode } from 'react';

export type Tone = 'good' | 'warn' | 'danger' | 'calm';

const LOOK: Record<Tone, string> = {
  good: 'bg-accent-soft text-accent',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
  calm: 'bg-panel text-soft',
};

/** One word on the state of something. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`inline-flex w-fit rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap ${LOOK[tone]}`}>
      {children}
    </span>
  );
}
