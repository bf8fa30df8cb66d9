import { unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { OmiLink } from './omi-link.ts';

/** Asks, then makes a new webhook address and shows it this once. */
export function AddressDialog({ link, onClose }: { link: OmiLink; onClose(): void }) {
  const rotate = useRotate(link.omi_user_id);
  if (rotate.data) {
    const { webhook_url, webhook_token } = rotate.data;
    return (
      <NewAddress address={webhook_url ?? `/omi-webhook/${webhook_token}`} isWhole={!!webhook_url} onClose={onClose} />
    );
  }
  return (
    <Dialog
      title="Make a new webhook address?"
      description="For the developer settings of your Omi app. The address you have works for 24 hours more."
      onClose={onClose}
    >
      {rotate.error && <Notice kind="danger">{rotate.error.message}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" disabled={rotate.isPending} onClick={() => rotate.mutate()}>
          New address
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
  return (
    <Dialog
      title="Your new webhook address"
      description={
        isWhole
          ? 'It is shown only now. Put it into Omi as the webhook for real-time transcripts.'
          : 'It is shown only now. Put it into Omi as the webhook for real-time transcripts, after the public address of this server.'
      }
      onClose={onClose}
    >
      <div className="flex items-start gap-1 rounded-lg bg-panel py-2 pr-2 pl-3.5">
        <code className="min-w-0 flex-1 py-1 font-mono text-[0.8125rem] break-all">{address}</code>
        <CopyButton text={address} label="Copy the address" />
      </div>
      <Notice kind="warn">Treat it like a password: whoever knows it can send words in your name.</Notice>
      <Button look="primary" className="justify-self-end" onClick={onClose}>
        Done
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
