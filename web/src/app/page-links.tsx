import { Link } from '@tanstack/react-router';
import { useText } from '../lib/use-text.ts';
import { usePageList } from './use-page-list.ts';

/** The ways to the pages beside the conversations. */
export function PageLinks({ onNavigate }: { onNavigate(): void }) {
  const t = useText();
  const pages = usePageList();
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
