import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../lib/use-text.ts';
import { LinkCard } from './link-card.tsx';
import type { OmiLink } from './omi-link.ts';

interface WearableListProps {
  links: readonly OmiLink[];
  /** Whether the way to one more is open from the start. */
  isAddingFirst: boolean;
  /** The way to one more. */
  children: ReactNode;
}

/** The linked wearables, and the way to one more. */
export function WearableList({ links, isAddingFirst, children }: WearableListProps) {
  const t = useText();
  return (
    <section aria-label={t('voice.wearables')} className="grid gap-4">
      {links.map((link) => (
        <LinkCard key={link.omi_user_id} link={link} />
      ))}
      {children && (
        <details open={isAddingFirst} className="group px-1">
          <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-lg py-1 pr-2 text-sm font-medium text-soft hover:text-ink">
            <ChevronRight size={16} className="transition-transform group-open:rotate-90" aria-hidden="true" />
            {t('voice.linkAnother')}
          </summary>
          <div className="pt-4">{children}</div>
        </details>
      )}
    </section>
  );
}
