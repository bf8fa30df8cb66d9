import { type ReactNode, useId } from 'react';

interface CardProps {
  title: string;
  description?: ReactNode;
  /** Beside the title. */
  action?: ReactNode;
  children?: ReactNode;
}

/** One subject of a page: its title, a sentence about it, and what can be done. */
export function Card({ title, description, action, children }: CardProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-5 rounded-2xl border border-line bg-raised p-5 sm:p-6">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="grid min-w-0 flex-1 basis-60 gap-1">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          {description && <p className="text-sm text-soft">{description}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
