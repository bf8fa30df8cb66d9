import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  /** How something gets here. */
  children?: ReactNode;
}

/** In place of a list that has nothing in it yet. */
export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-2 rounded-2xl border border-dashed border-line-strong px-6 py-12 text-center">
      <span className="text-faint" aria-hidden="true">
        {icon}
      </span>
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-md text-sm text-soft">{children}</div>}
    </div>
  );
}
