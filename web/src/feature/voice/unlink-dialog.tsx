import { unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { OmiLink } from './omi-link.ts';

export function UnlinkDialog({ link, onClose }: { link: OmiLink; onClose(): void }) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const isActive = link.status === 'active';
  const unlink = useMutation({
    mutationFn: () =>
      unwrap(
        api.http.DELETE('/link/omi/unlink/{omi_user_id}', { params: { path: { omi_user_id: link.omi_user_id } } }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: queryKey.omiStatus });
      onClose();
    },
  });
  return (
    <Dialog
      title={t(isActive ? 'voice.unlinkAsk' : 'voice.stopLinkAsk')}
      description={t(isActive ? 'voice.unlinkAskLead' : 'voice.stopLinkLead')}
      onClose={onClose}
    >
      {unlink.error && <Notice kind="danger">{unlink.error.message}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('voice.keep')}</Button>
        <Button look="danger" disabled={unlink.isPending} onClick={() => unlink.mutate()}>
          {t(isActive ? 'voice.unlink' : 'voice.stop')}
        </Button>
      </div>
    </Dialog>
  );
}
