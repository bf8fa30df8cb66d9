import type { Conversation } from '@omniai/client';
import { Link } from '@tanstack/react-router';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuContent, MenuItem, MenuRoot, MenuTrigger } from '../../ui/menu.tsx';
import { conversationTitle } from './conversation-title.ts';

interface ConversationItemProps {
  conversation: Conversation;
  isActive: boolean;
  onOpen(): void;
  onRename(): void;
  onDelete(): void;
}

export function ConversationItem({ conversation, isActive, onOpen, onRename, onDelete }: ConversationItemProps) {
  const title = conversationTitle(conversation);
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
      <MenuRoot modal={false}>
        <MenuTrigger asChild>
          <IconButton
            label={`Options for “${title}”`}
            size="smallIcon"
            className="absolute top-1 right-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
          >
            <Ellipsis size={16} />
          </IconButton>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem onSelect={onRename}>
            <Pencil size={15} /> Rename
          </MenuItem>
          <MenuItem isDangerous onSelect={onDelete}>
            <Trash2 size={15} /> Delete
          </MenuItem>
        </MenuContent>
      </MenuRoot>
    </li>
  );
}
