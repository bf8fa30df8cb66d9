import { Link, useNavigate } from '@tanstack/react-router';
import { Mic, SquarePen } from 'lucide-react';
import { AccountMenu } from '../feature/account/account-menu.tsx';
import { ConversationList } from '../feature/conversation/conversation-list.tsx';
import { useText } from '../lib/use-text.ts';
import { Mark } from '../ui/mark.tsx';
import { leaveToSignIn } from './leave-to-sign-in.ts';

interface SidebarProps {
  activeId: string | undefined;
  onNavigate(): void;
}

export function Sidebar({ activeId, onNavigate }: SidebarProps) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <>
      <div className="grid gap-3 px-3 pt-3.5 pb-3">
        <Link to="/" onClick={onNavigate} className="flex w-fit items-center gap-2 rounded-lg px-2 py-1 text-accent">
          <Mark className="size-6" />
          <span className="text-[0.9375rem] font-semibold tracking-tight text-ink">OmniAI</span>
        </Link>
        <Link
          to="/"
          onClick={onNavigate}
          className="flex h-9 items-center gap-2.5 rounded-lg border border-line bg-raised px-3 text-sm font-medium hover:bg-hover"
        >
          <SquarePen size={16} className="text-soft" aria-hidden="true" />
          {t('common.newConversation')}
        </Link>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pt-2 pb-4">
        <ConversationList
          activeId={activeId}
          onOpen={onNavigate}
          onActiveDeleted={() => void navigate({ to: '/', replace: true })}
        />
      </div>
      <div className="grid gap-px border-t border-line p-2">
        <Link
          to="/omi"
          onClick={onNavigate}
          className="flex items-center gap-2.5 rounded-lg px-2 py-2 text-sm hover:bg-hover aria-[current=page]:bg-hover"
        >
          <span className="grid size-7 place-items-center text-soft">
            <Mic size={16} aria-hidden="true" />
          </span>
          {t('common.omi')}
        </Link>
        <AccountMenu onSignedOut={leaveToSignIn} />
      </div>
    </>
  );
}
