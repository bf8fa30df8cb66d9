import { type Conversation, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { conversationTitle } from './conversation-title.ts';

interface DeleteDialogProps {
  conversation: Conversation;
  onClose(): void;
  onDeleted(): void;
}

export function DeleteDialog({ conversation, onClose, onDeleted }: DeleteDialogProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationKey: queryKey.conversationDeletion(conversation.id),
    mutationFn: () => unwrap(api.http.DELETE('/conversations/{id}', { params: { path: { id: conversation.id } } })),
    onSuccess: () => {
      onDeleted();
      queryClient.removeQueries({ queryKey: queryKey.allMessages(conversation.id) });
      void queryClient.invalidateQueries({ queryKey: queryKey.conversations });
      onClose();
    },
  });
  return (
    <Dialog
      title={t('common.deleteTitle')}
      description={t('common.deleteLead', { title: conversationTitle(conversation, t) })}
      onClose={onClose}
    >
      {remove.error && <Notice kind="danger">{remove.error.message}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {t('common.delete')}
        </Button>
      </div>
    </Dialog>
  );
}
