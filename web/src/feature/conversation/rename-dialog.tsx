import { type Conversation, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { conversationTitle } from './conversation-title.ts';

interface RenameDialogProps {
  conversation: Conversation;
  onClose(): void;
}

export function RenameDialog({ conversation, onClose }: RenameDialogProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const [title, setTitle] = useState(conversationTitle(conversation));
  const rename = useMutation({
    mutationFn: () =>
      unwrap(
        api.http.PATCH('/conversations/{id}', {
          params: { path: { id: conversation.id } },
          body: { title: title.trim() },
        }),
      ),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: queryKey.conversations });
      onClose();
    },
  });
  return (
    <Dialog title="Rename conversation" onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate();
        }}
      >
        <TextField
          label="Title"
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
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
