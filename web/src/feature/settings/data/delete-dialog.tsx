import { unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { storage, tabStorage } from '../../../lib/storage.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useMe } from '../../../lib/use-me.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PasswordField } from '../../../ui/password-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';

interface DeleteDialogProps {
  onDeleted(): void;
  onClose(): void;
}

/** Takes one's own address, typed, and the password: nobody deletes an account by a slip. */
export function DeleteDialog({ onDeleted, onClose }: DeleteDialogProps) {
  const t = useText();
  const api = useApi();
  const email = useMe().data?.user.email ?? '';
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const isMeant = typed.trim().toLowerCase() === email && email !== '';
  const body = password === '' ? {} : { current_password: password };
  const remove = useAct(() => unwrap(api.http.DELETE('/account', { body })), {
    onDone() {
      api.keepSessionToken(null);
      storage.removeAll('draft.');
      tabStorage.removeAll('');
      onDeleted();
    },
  });
  return (
    <Dialog title={t('settings.leaveTitle')} description={t('settings.leaveWarn')} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isMeant) remove.mutate();
        }}
      >
        <TextField
          label={t('settings.leaveType', { email })}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <PasswordField
          label={t('settings.currentPassword')}
          hint={t('settings.noPasswordHint')}
          isOptional
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        {remove.error && <Notice kind="danger">{remove.error.message}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="danger" disabled={!isMeant || remove.isPending}>
            {t('settings.leaveGo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
