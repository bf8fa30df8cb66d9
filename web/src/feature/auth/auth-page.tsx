import type { ReactNode } from 'react';
import { Mark } from '../../ui/mark.tsx';

interface AuthPageProps {
  title: string;
  lead: ReactNode;
  children?: ReactNode;
}

/** The frame of every screen that a person meets before being signed in. */
export function AuthPage({ title, lead, children }: AuthPageProps) {
  return (
    <main className="flex min-h-full flex-col items-center px-5 py-10 sm:justify-center">
      <div className="grid w-full max-w-sm gap-7">
        <header className="grid gap-4">
          <div className="flex items-center gap-2 text-accent">
            <Mark className="size-7" />
            <span className="text-[0.9375rem] font-semibold tracking-tight text-ink">OmniAI</span>
          </div>
          <div className="grid gap-1.5">
            <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
            <p className="text-soft">{lead}</p>
          </div>
        </header>
        {children}
      </div>
    </main>
  );
}
