import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { PageLayout } from './page-layout.tsx';

interface SectionLayoutProps {
  title: string;
  /** The pages of this part, by the end of their address. */
  sections: readonly { to: string; label: string; icon: ReactNode }[];
  children: ReactNode;
}

/** A part of the product with pages of its own: their names beside them, or above on a narrow screen. */
export function SectionLayout({ title, sections, children }: SectionLayoutProps) {
  return (
    <PageLayout title={title} isWide>
      <div className="grid gap-6 lg:grid-cols-[12rem_minmax(0,1fr)] lg:gap-10">
        <SectionNav title={title} sections={sections} />
        <div className="grid min-w-0 content-start gap-6">{children}</div>
      </div>
    </PageLayout>
  );
}

function SectionNav({ title, sections }: Pick<SectionLayoutProps, 'title' | 'sections'>) {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a narrow screen the page that is open may stand further along than the row shows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is a reason to look again
  useEffect(() => {
    nav.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return (
    <nav ref={nav} aria-label={title} className="-mx-5 overflow-x-auto px-5 lg:mx-0 lg:overflow-visible lg:px-0">
      <ul className="flex gap-1 lg:sticky lg:top-12 lg:grid">
        {sections.map(({ to, label, icon }) => (
          <li key={to}>
            <Link
              to={to}
              className="flex items-center gap-2.5 rounded-lg px-3 py-2 text-sm whitespace-nowrap text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              <span aria-hidden="true">{icon}</span>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
