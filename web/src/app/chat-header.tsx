import { Link } from '@tanstack/react-router';
import { SquarePen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../lib/use-text.ts';
import { SidebarDrawer } from './sidebar-drawer.tsx';

interface ChatHeaderProps {
  activeId: string | undefined;
  picker: ReactNode;
  /** Beside the model: how full its context is. */
  gauge: ReactNode;
}

export function ChatHeader({ activeId, picker, gauge }: ChatHeaderProps) {
  const t = useText();
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 px-2 sm:px-4">
      <SidebarDrawer activeId={activeId} />
      <div className="flex min-w-0 flex-1">{picker}</div>
      {gauge}
      <Link
        to="/"
        aria-label={t('common.newConversation')}
        title={t('common.newConversation')}
        className="inline-flex size-9 items-center justify-center rounded-lg text-soft hover:bg-hover hover:text-ink md:hidden"
      >
        <SquarePen size={18} aria-hidden="true" />
      </Link>
    </header>
  );
}
