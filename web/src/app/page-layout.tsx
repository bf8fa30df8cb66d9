import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMe } from '../lib/use-me.ts';
import { usePageTitle } from '../lib/use-page-title.ts';
import { LiveChanges } from './live-changes.ts';
import { Opening } from './opening.tsx';
import { Overlays } from './overlays.tsx';
import { SidebarColumn } from './sidebar-column.tsx';
import { SidebarDrawer } from './sidebar-drawer.tsx';
import { useSignedOutExit } from './use-signed-out-exit.ts';

interface PageLayoutProps {
  title: string;
  /** For tables and pages with pages of their own; else a column to read. */
  isWide?: boolean;
  children: ReactNode;
}

/** A page beside the conversations: the same sidebar, a title and a column to read. */
export function PageLayout({ title, isWide = false, children }: PageLayoutProps) {
  const me = useMe();
  const { href } = useLocation();
  useSignedOutExit(me.error, href);
  usePageTitle(title);
  if (!me.data) return <Opening />;
  return (
    <div className="flex h-full">
      <LiveChanges />
      <Overlays />
      <SidebarColumn activeId={undefined} />
      <main className="min-w-0 flex-1 overflow-y-auto">
        <header className="sticky top-0 z-10 flex h-14 items-center gap-1 bg-page px-2 sm:px-4 md:hidden">
          <SidebarDrawer activeId={undefined} />
        </header>
        <div className={`mx-auto grid gap-8 px-5 pt-2 pb-16 md:pt-12 ${isWide ? 'max-w-6xl' : 'max-w-2xl'}`}>
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          {children}
        </div>
      </main>
    </div>
  );
}
