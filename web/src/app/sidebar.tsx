import { Link, useNavigate } from '@tanstack/react-router';
import { Search, SquarePen } from 'lucide-react';
import { AccountMenu } from '../feature/account/account-menu.tsx';
import { ConversationList } from '../feature/conversation/conversation-list.tsx';
import { ListFilterButton } from '../feature/conversation/list-filter-button.tsx';
import { WindowSwitch } from '../feature/window/window-switch.tsx';
import { MODIFIER_KEY } from '../lib/modifier-key.ts';
import { openOverlay } from '../lib/overlay.ts';
import { useText } from '../lib/use-text.ts';
import { leaveToSignIn } from './leave-to-sign-in.ts';
import { PageLinks } from './page-links.tsx';

interface SidebarProps {
  activeId: string | undefined;
  onNavigate(): void;
}

export function Sidebar({ activeId, onNavigate }: SidebarProps) {
  const t = useText();
  const navigate = useNavigate();
  const openConversation = (conversationId: string) => {
    onNavigate();
    void navigate({ to: '/c/$conversationId', params: { conversationId } });
  };
  return (
    <>
      <div className="grid gap-2 px-3 pb-2">
        <Link
          to="/"
          onClick={onNavigate}
          className="flex h-9 items-center gap-2.5 rounded-lg border border-line bg-raised px-3 text-sm font-medium hover:bg-hover"
        >
          <SquarePen size={16} className="text-soft" aria-hidden="true" />
          {t('common.newConversation')}
        </Link>
        <button
          type="button"
          onClick={() => {
            onNavigate();
            openOverlay('palette');
          }}
          className="flex h-9 items-center gap-2.5 rounded-lg px-3 text-left text-sm text-soft hover:bg-hover hover:text-ink"
        >
          <Search size={16} aria-hidden="true" />
          <span className="flex-1">{t('common.search')}</span>
          <span aria-hidden="true" className="text-xs text-faint pointer-coarse:hidden">
            {MODIFIER_KEY} K
          </span>
        </button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        <div className="sticky top-0 z-10 bg-panel pb-2">
          <ListFilterButton />
        </div>
        <ConversationList
          activeId={activeId}
          onOpen={onNavigate}
          onActiveDeleted={() => void navigate({ to: '/', replace: true })}
        />
      </div>
      <div className="grid gap-px border-t border-line p-2">
        <WindowSwitch onOpen={openConversation} />
        <PageLinks onNavigate={onNavigate} />
        <AccountMenu onSignedOut={leaveToSignIn} />
      </div>
    </>
  );
}
