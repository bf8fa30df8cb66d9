import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

interface DisclosureProps {
  title: string;
  isOpen?: boolean;
  children: ReactNode;
}

/** What not everybody wants to see, folded away under its name. */
export function Disclosure({ title, isOpen = false, children }: DisclosureProps) {
  return (
    <details className="group" open={isOpen}>
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-lg py-1 pr-2 text-sm font-medium text-soft hover:text-ink">
        <ChevronRight size={16} className="transition-transform group-open:rotate-90" aria-hidden="true" />
        {title}
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
