import type { Conversation } from '@omniai/client';
import { Link } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { lazy } from 'react';
import { useText } from '../../lib/use-text.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import { conversationTitle } from './conversation-title.ts';
import type { Question } from './question.ts';

const ConversationMenu = lazy(() =>
  import('./conversation-menu.tsx').then((module) => ({ default: module.ConversationMenu })),
);

interface ConversationItemProps {
  conversation: Conversation;
  isActive: boolean;
  onOpen(): void;
  onAsk(question: Question): void;
}

export function ConversationItem({ conversation, isActive, onOpen, onAsk }: ConversationItemProps) {
  const t = useText();
  const title = conversationTitle(conversation, t);
  return (
    <li className={`group relative rounded-lg ${isActive ? 'bg-hover' : 'hover:bg-hover/60'}`}>
      <Link
        to="/c/$conversationId"
        params={{ conversationId: conversation.id }}
        onClick={onOpen}
        aria-current={isActive ? 'page' : undefined}
        title={title}
        className="block truncate rounded-lg py-2 pr-9 pl-3 text-sm"
      >
        {title}
      </Link>
      <span className="absolute top-1 right-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:opacity-100">
        <MenuButton
          label={t('common.optionsFor', { title })}
          className="inline-flex size-7 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink data-[state=open]:bg-hover"
          content={(float) => <ConversationMenu {...float} conversation={conversation} onAsk={onAsk} />}
        >
          <Ellipsis size={16} aria-hidden="true" />
        </MenuButton>
      </span>
    </li>
  );
}
