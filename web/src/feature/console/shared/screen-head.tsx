import type { ReactNode } from 'react';

interface ScreenHeadProps {
  title: string;
  lead?: ReactNode;
  /** Beside the title. */
  action?: ReactNode;
}

/** What a screen of the console is about. */
export function ScreenHead({ title, lead, action }: ScreenHeadProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
      <div className="grid min-w-0 flex-1 basis-72 gap-1">
        <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
        {lead && <p className="max-w-prose text-sm text-soft">{lead}</p>}
      </div>
      {action}
    </div>
  );
}
