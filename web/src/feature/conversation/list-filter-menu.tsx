import { Archive, Check, Folder, Inbox, Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { openOverlay } from '../../lib/overlay.ts';
import { SPACE_NAME } from '../../lib/space-name.ts';
import { useSpaces } from '../../lib/use-spaces.ts';
import { useText } from '../../lib/use-text.ts';
import {
  Menu,
  MenuItem,
  MenuItemIndicator,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '../../ui/menu.tsx';
import type { FloatProps } from '../../ui/menu-button.tsx';
import { type ListFilter, listFilter } from './list-filter.ts';

/** All conversations, those of one space, or those that were put away. */
export function ListFilterMenu(float: FloatProps) {
  const t = useText();
  const filter = useStore(listFilter);
  const spaces = useSpaces().data?.spaces ?? [];
  const item = (to: ListFilter, icon: ReactNode, label: string) => (
    <MenuRadioItem key={keyOf(to)} value={keyOf(to)} onSelect={() => listFilter.setState(to, true)}>
      <span className="text-soft" aria-hidden="true">
        {icon}
      </span>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      <MenuItemIndicator className="text-accent">
        <Check size={15} />
      </MenuItemIndicator>
    </MenuRadioItem>
  );
  return (
    <Menu {...float} label={t('common.listed')}>
      <MenuRadioGroup value={keyOf(filter)}>
        {item({ kind: 'all' }, <Inbox size={15} />, t('common.allConversations'))}
        {item({ kind: 'archive' }, <Archive size={15} />, t('common.archiveView'))}
        <MenuSeparator />
        <MenuLabel>{t('common.spaces')}</MenuLabel>
        {spaces.map(({ space }) => item({ kind: 'space', space }, <Folder size={15} />, t(SPACE_NAME[space])))}
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem onSelect={() => openOverlay('import')}>
        <Upload size={15} className="text-soft" aria-hidden="true" /> {t('common.import')}
      </MenuItem>
    </Menu>
  );
}

function keyOf(filter: ListFilter): string {
  return filter.kind === 'space' ? filter.space : `${filter.kind}.`;
}
