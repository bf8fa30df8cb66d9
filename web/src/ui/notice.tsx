import type { ReactNode } from 'react';

interface NoticeProps {
  kind: 'danger' | 'warn' | 'calm';
  children: ReactNode;
}

const LOOK = {
  danger: 'bg-danger-soft text-danger',
  warn: 'bg-warn-soft text-warn',
  calm: 'bg-panel text-soft',
};

/** A sentence that wants to be seen. Screen readers hear it when it appears. */
export function Notice({ kind, children }: NoticeProps) {
  return (
    <div role={kind === 'danger' ? 'alert' : 'status'} className={`rounded-lg px-3.5 py-2.5 text-sm ${LOOK[kind]}`}>
      {children}
    </div>
  );
}
