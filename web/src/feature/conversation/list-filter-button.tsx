import { ChevronDown } from 'lucide-react';
import { lazy } from 'react';
import { useStore } from 'zustand';
import { SPACE_NAME } from '../../lib/space-name.ts';
import { type Text, useText } from '../../lib/use-text.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import { type ListFilter, listFilter } from './list-filter.ts';

const ListFilterMenu = lazy(() =>
  import('./list-filter-menu.tsx').then((module) => ({ default: module.ListFilterMenu })),
);

/** Says which conversations are listed, and lets one choose others. */
export function ListFilterButton() {
  const t = useText();
  const filter = useStore(listFilter);
  return (
    <MenuButton
      content={(float) => <ListFilterMenu {...float} />}
      className="flex h-8 w-full items-center gap-1.5 rounded-lg px-3 text-left text-[0.8125rem] text-soft hover:bg-hover hover:text-ink data-[state=open]:bg-hover"
    >
      <span className="sr-only">{t('common.listed')} </span>
      <span className="truncate">{nameOf(filter, t)}</span>
      <ChevronDown size={14} className="shrink-0" aria-hidden="true" />
    </MenuButton>
  );
}

function nameOf(filter: ListFilter, t: Text): string {
  if (filter.kind === 'space') return t(SPACE_NAME[filter.space]);
  return t(filter.kind === 'archive' ? 'common.archiveView' : 'common.allConversations');
}
