import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';

interface ConsoleBackProps {
  to: '/console/people' | '/console/providers';
  children: ReactNode;
}

/** The way back from one thing to all of its kind. */
export function ConsoleBack({ to, children }: ConsoleBackProps) {
  return (
    <Link to={to} className="flex w-fit items-center gap-1 rounded-lg text-sm text-soft hover:text-ink">
      <ChevronLeft size={16} aria-hidden="true" />
      {children}
    </Link>
  );
}
