import { describeDevice, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { makePasskey } from './make-passkey.ts';

export function PasskeyDialog({ onClose }: { onClose(): void }) {
  const t = useText();
  const api = useApi();
  const [name, setName] = useState(() => describeDevice(navigator.userAgent).system ?? '');
  const add = useAct(
    async () => {
      const { options } = await unwrap(api.http.POST('/account/passkeys/options'));
      const response = await makePasskey(options);
      return unwrap(api.http.POST('/account/passkeys', { body: { name: name.trim(), response } }));
    },
    {
      refresh: [queryKey.settings('passkeys')],
      onDone() {
        onClose();
        say(t('settings.passkeyAdded'));
      },
    },
  );
  return (
    <Dialog title={t('settings.passkeyAdd')} description={t('settings.passkeyAddLead')} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <TextField
          label={t('settings.passkeyName')}
          hint={t('settings.passkeyNameHint')}
          maxLength={100}
          required
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {add.error && <PasskeyTrouble error={add.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={add.isPending}>
            {t('settings.passkeyGo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function PasskeyTrouble({ error }: { error: Error }) {
  const t = useText();
  if (error.name === 'NotAllowedError') return <Notice kind="calm">{t('settings.passkeyCancelled')}</Notice>;
  if (error.name === 'InvalidStateError') return <Notice kind="calm">{t('settings.passkeyThere')}</Notice>;
  return <Notice kind="danger">{error.message}</Notice>;
}
