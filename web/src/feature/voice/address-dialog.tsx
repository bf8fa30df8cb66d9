import { unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { OmiLink } from './omi-link.ts';

/** Asks, then makes a new webhook address and shows it this once. */
export function AddressDialog({ link, onClose }: { link: OmiLink; onClose(): void }) {
  const t = useText();
  const rotate = useRotate(link.omi_user_id);
  if (rotate.data) {
    const { webhook_url, webhook_token } = rotate.data;
    return (
      <NewAddress address={webhook_url ?? `/omi-webhook/${webhook_token}`} isWhole={!!webhook_url} onClose={onClose} />
    );
  }
  return (
    <Dialog title={t('voice.addressAsk')} description={t('voice.addressAskLead')} onClose={onClose}>
      {rotate.error && <Notice kind="danger">{rotate.error.message}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" disabled={rotate.isPending} onClick={() => rotate.mutate()}>
          {t('voice.newAddress')}
        </Button>
      </div>
    </Dialog>
  );
}

interface NewAddressProps {
  address: string;
  /** False where the server does not know by which address Omi reaches it. */
  isWhole: boolean;
  onClose(): void;
}

function NewAddress({ address, isWhole, onClose }: NewAddressProps) {
  const t = useText();
  return (
    <Dialog
      title={t('voice.addressNew')}
      description={t(isWhole ? 'voice.addressNewLead' : 'voice.addressNewPart')}
      onClose={onClose}
    >
      <div className="flex items-start gap-1 rounded-lg bg-panel py-2 pr-2 pl-3.5">
        <code className="min-w-0 flex-1 py-1 font-mono text-[0.8125rem] break-all">{address}</code>
        <CopyButton text={address} label={t('voice.addressCopy')} />
      </div>
      <Notice kind="warn">{t('voice.addressSecret')}</Notice>
      <Button look="primary" className="justify-self-end" onClick={onClose}>
        {t('voice.done')}
      </Button>
    </Dialog>
  );
}

function useRotate(omiUserId: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.http.POST('/link/omi/rotate', { body: { omi_user_id: omiUserId } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKey.omiStatus }),
  });
}
