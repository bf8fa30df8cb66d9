import type { Conversation } from '@omniai/client';
import { useState } from 'react';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { conversationTitle } from './conversation-title.ts';
import { useChangeConversation } from './use-change-conversation.ts';

interface RenameDialogProps {
  conversation: Conversation;
  onClose(): void;
}

export function RenameDialog({ conversation, onClose }: RenameDialogProps) {
  const t = useText();
  const [title, setTitle] = useState(conversationTitle(conversation, t));
  const rename = useChangeConversation(conversation);
  return (
    <Dialog title={t('common.renameTitle')} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate({ title: title.trim() }, { onSuccess: onClose });
        }}
      >
        <TextField
          label={t('common.title')}
          value={title}
          maxLength={200}
          required
          onFocus={(event) => event.target.select()}
          onChange={(event) => setTitle(event.target.value)}
        />
        {rename.error && <Notice kind="danger">{rename.error.message}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={rename.isPending || title.trim() === ''}>
            {t('common.rename')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
