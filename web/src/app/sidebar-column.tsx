import { Link } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen, Search, SquarePen } from 'lucide-react';
import { useStore } from 'zustand';
import { MODIFIER_KEY } from '../lib/modifier-key.ts';
import { openOverlay } from '../lib/overlay.ts';
import { sidebarFold, toggleSidebar } from '../lib/sidebar-fold.ts';
import { useText } from '../lib/use-text.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Brand } from './brand.tsx';
import { Sidebar } from './sidebar.tsx';

/** The sidebar where there is room for it beside the page; folded, only the ways to a conversation are left of it. */
export function SidebarColumn({ activeId }: { activeId: string | undefined }) {
  const t = useText();
  const { isFolded } = useStore(sidebarFold);
  const label = t(isFolded ? 'common.unfoldSidebar' : 'common.foldSidebar');
  const newLabel = t('common.newConversation');
  return (
    <div
      className={`hidden shrink-0 flex-col md:flex ${isFolded ? 'w-14 items-center gap-1' : 'w-68 border-r border-line bg-panel'}`}
    >
      <div className={`flex h-14 shrink-0 items-center ${isFolded ? '' : 'justify-between pr-2.5 pl-3'}`}>
        {!isFolded && <Brand />}
        <IconButton
          label={label}
          title={`${label} (${MODIFIER_KEY} B)`}
          aria-expanded={!isFolded}
          onClick={toggleSidebar}
        >
          {isFolded ? <PanelLeftOpen size={18} /> : <PanelLeftClose size={18} />}
        </IconButton>
      </div>
      {isFolded ? (
        <>
          <Link
            to="/"
            aria-label={newLabel}
            title={newLabel}
            className="inline-flex size-9 items-center justify-center rounded-lg text-soft hover:bg-hover hover:text-ink"
          >
            <SquarePen size={18} aria-hidden="true" />
          </Link>
          <IconButton label={t('common.search')} onClick={() => openOverlay('palette')}>
            <Search size={18} />
          </IconButton>
        </>
      ) : (
        <Sidebar activeId={activeId} onNavigate={() => undefined} />
      )}
    </div>
  );
}
