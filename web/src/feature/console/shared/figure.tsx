import type { ReactNode } from 'react';

export function Figures({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-3 xl:grid-cols-4">{children}</dl>;
}

interface FigureProps {
  name: string;
  value: ReactNode;
  note?: ReactNode;
}

/** One number that matters, with its name. */
export function Figure({ name, value, note }: FigureProps) {
  return (
    <div className="grid content-start gap-0.5 rounded-2xl border border-line bg-raised p-4">
      <dt className="text-[0.8125rem] text-soft">{name}</dt>
      <dd className="text-xl font-semibold tracking-tight tabular-nums">
        {value}
        {note && <span className="block text-[0.8125rem] font-normal tracking-normal text-soft">{note}</span>}
      </dd>
    </div>
  );
}
