import { Link } from '@tanstack/react-router';
import { BookMarked, CircleCheck, type LucideIcon, Mic } from 'lucide-react';
import type { MessageId } from '../lib/message-id.ts';
import { useText } from '../lib/use-text.ts';

const PAGES: readonly { to: '/omi' | '/tasks' | '/memories'; label: MessageId; icon: LucideIcon }[] = [
  { to: '/omi', label: 'common.voice', icon: Mic },
  { to: '/tasks', label: 'common.tasks', icon: CircleCheck },
  { to: '/memories', label: 'common.memories', icon: BookMarked },
];

/** The ways to the pages beside the conversations. */
export function PageLinks({ onNavigate }: { onNavigate(): void }) {
  const t = useText();
  return (
    <ul className="grid grid-cols-2 gap-px">
      {PAGES.map(({ to, label, icon: Icon }) => (
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
