import { Link, useLocation } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { PageLayout } from './page-layout.tsx';

interface SectionLayoutProps {
  title: string;
  /** The pages of this part, by the end of their address. */
  sections: readonly { to: string; label: string; icon: ReactNode }[];
  children: ReactNode;
}

/** A part of the product with pages of its own: their names beside them, or in a menu above on a narrow screen. */
export function SectionLayout({ title, sections, children }: SectionLayoutProps) {
  return (
    <PageLayout title={title} isWide>
      <div className="grid gap-6 lg:grid-cols-[12rem_minmax(0,1fr)] lg:gap-10">
        <nav aria-label={title}>
          <SectionList sections={sections} />
          <SectionMenu title={title} sections={sections} />
        </nav>
        <div className="grid min-w-0 content-start gap-6">{children}</div>
      </div>
    </PageLayout>
  );
}

function SectionList({ sections }: Pick<SectionLayoutProps, 'sections'>) {
  return (
    <ul className="sticky top-12 hidden gap-1 lg:grid">
      {sections.map(({ to, label, icon }) => (
        <li key={to}>
          <Link
            to={to}
            className="flex items-center gap-2.5 rounded-lg px-3 py-2 text-sm text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink"
          >
            <span aria-hidden="true">{icon}</span>
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** As many names as there are would not fit in a row of a phone. */
function SectionMenu({ title, sections }: Pick<SectionLayoutProps, 'title' | 'sections'>) {
  const { pathname } = useLocation();
  const open = sections.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return (
    <MenuButton
      className="flex h-11 w-full items-center gap-2.5 rounded-lg border border-line bg-raised px-3.5 text-sm font-medium lg:hidden"
      content={(float) => (
        <Menu {...float} label={title} isWide>
          {sections.map(({ to, label, icon }) => (
            <MenuItem key={to} asChild>
              <Link
                to={to}
                className="text-soft aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink"
              >
                <span aria-hidden="true">{icon}</span>
                {label}
              </Link>
            </MenuItem>
          ))}
        </Menu>
      )}
    >
      <span aria-hidden="true">{open?.icon}</span>
      {open?.label ?? title}
      <ChevronDown size={16} className="ml-auto text-soft" aria-hidden="true" />
    </MenuButton>
  );
}
