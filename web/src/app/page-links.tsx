import { Link } from '@tanstack/react-router';
import { Bell, BookMarked, CircleCheck, type LucideIcon, Mic, SlidersHorizontal } from 'lucide-react';
import type { MessageId } from '../lib/message-id.ts';
import { useMe } from '../lib/use-me.ts';
import { useText } from '../lib/use-text.ts';

interface PageLink {
  to: '/voice' | '/tasks' | '/memories' | '/notifications' | '/console';
  label: MessageId;
  icon: LucideIcon;
}

const PAGES: readonly PageLink[] = [
  { to: '/voice', label: 'common.voice', icon: Mic },
  { to: '/tasks', label: 'common.tasks', icon: CircleCheck },
  { to: '/memories', label: 'common.memories', icon: BookMarked },
  { to: '/notifications', label: 'common.notifications', icon: Bell },
];
const CONSOLE: PageLink = { to: '/console', label: 'common.console', icon: SlidersHorizontal };

/** The ways to the pages beside the conversations. */
export function PageLinks({ onNavigate }: { onNavigate(): void }) {
  const t = useText();
  const isAdmin = useMe().data?.user.role === 'admin';
  const pages = isAdmin ? [...PAGES, CONSOLE] : PAGES;
  return (
    <ul className="grid grid-cols-2 gap-px">
      {pages.map(({ to, label, icon: Icon }) => (
        <li key={to}>
          <Link
            to={to}
            onClick={onNavigate}
            className="flex items-center gap-2.5 rounded-lg px-2.5 py-2 text-[0.8125rem] text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink"
          >
            <Icon size={15} aria-hidden="true" />
            {t(label)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
