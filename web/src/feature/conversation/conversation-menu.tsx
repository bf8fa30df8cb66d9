import { type Conversation, type ConversationChange, unwrap } from '@omniai/client';
import { Archive, ArchiveRestore, Download, FolderInput, Pencil, Pin, PinOff, Trash2 } from 'lucide-react';
import { useApi } from '../../lib/api-context.tsx';
import { saveFile } from '../../lib/save-file.ts';
import { say } from '../../lib/toast.ts';
import { useText } from '../../lib/use-text.ts';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import type { FloatProps } from '../../ui/menu-button.tsx';
import { conversationTitle } from './conversation-title.ts';
import type { Question } from './question.ts';
import { useChangeConversation } from './use-change-conversation.ts';

interface ConversationMenuProps extends FloatProps {
  conversation: Conversation;
  onAsk(question: Question): void;
}

/** What may be done with a conversation of the list. */
export function ConversationMenu({ conversation, onAsk, ...float }: ConversationMenuProps) {
  const t = useText();
  const { pinned, archived } = conversation;
  const change = useChangeConversation(conversation);
  const save = useExport(conversation);
  const title = conversationTitle(conversation, t);
  const trouble = (error: Error) => say(error.message, { isTrouble: true });
  // The menu is gone by the time the answer comes.
  const apply = (body: ConversationChange, done?: string, back?: ConversationChange) =>
    void change
      .mutateAsync(body)
      .then(() => done && say(done, back ? { undo: () => void change.mutateAsync(back).catch(trouble) } : {}), trouble);
  return (
    <Menu {...float} label={t('common.optionsFor', { title })} align="end">
      <MenuItem onSelect={() => onAsk('rename')}>
        <Pencil size={15} aria-hidden="true" /> {t('common.rename')}
      </MenuItem>
      {!archived && (
        <MenuItem onSelect={() => apply({ pinned: !pinned })}>
          {pinned ? <PinOff size={15} aria-hidden="true" /> : <Pin size={15} aria-hidden="true" />}
          {t(pinned ? 'common.unpinConversation' : 'common.pinConversation')}
        </MenuItem>
      )}
      <MenuItem onSelect={() => onAsk('move')}>
        <FolderInput size={15} aria-hidden="true" /> {t('common.moveToSpace')}
      </MenuItem>
      <MenuItem
        onSelect={() =>
          apply({ archived: !archived }, t(archived ? 'common.unarchived' : 'common.archived'), { archived })
        }
      >
        {archived ? <ArchiveRestore size={15} aria-hidden="true" /> : <Archive size={15} aria-hidden="true" />}
        {t(archived ? 'common.unarchive' : 'common.archive')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => void save('markdown').catch(trouble)}>
        <Download size={15} aria-hidden="true" /> {t('common.exportMarkdown')}
      </MenuItem>
      <MenuItem onSelect={() => void save('json').catch(trouble)}>
        <Download size={15} aria-hidden="true" /> {t('common.exportJson')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem isDangerous onSelect={() => onAsk('delete')}>
        <Trash2 size={15} aria-hidden="true" /> {t('common.delete')}
      </MenuItem>
    </Menu>
  );
}

const ENDING = { json: 'json', markdown: 'md' } as const;

/** @returns saves the conversation in this form. @throws ApiError */
function useExport(conversation: Conversation) {
  const t = useText();
  const api = useApi();
  return async (format: keyof typeof ENDING) => {
    const content = await unwrap(
      api.http.GET('/conversations/{id}/export', {
        params: { path: { id: conversation.id }, query: { format } },
        parseAs: 'blob',
      }),
    );
    // What no file system takes in a name.
    const name = conversationTitle(conversation, t)
      .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
      .trim();
    saveFile(content, `${name}.${ENDING[format]}`);
  };
}
