import type { ReactNode } from 'react';
import { useText } from '../../lib/use-text.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
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
        <Disclosure title={t('voice.linkAnother')} isOpen={isAddingFirst}>
          {children}
        </Disclosure>
      )}
    </section>
  );
}
