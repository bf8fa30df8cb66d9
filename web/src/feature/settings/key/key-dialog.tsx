import { unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { KEY_SCOPE, KEY_SCOPES, type KeyScope } from './key-scope.ts';

const LIVES_DAYS = [30, 90, 365] as const;
const DAY_MS = 86_400_000;

interface KeyDialogProps {
  onMade(secret: string): void;
  onClose(): void;
}

export function KeyDialog({ onMade, onClose }: KeyDialogProps) {
  const t = useText();
  const api = useApi();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<KeyScope>('chat');
  // Empty for a key without an end.
  const [days, setDays] = useState('90');
  const make = useAct(
    () => {
      const expiresAt = days === '' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
      return unwrap(api.http.POST('/account/api-keys', { body: { name: name.trim(), scope, expires_at: expiresAt } }));
    },
    { refresh: [queryKey.settings('api-keys')], onDone: ({ key }) => onMade(key) },
  );
  return (
    <Dialog title={t('settings.keyMake')} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <TextField
          label={t('settings.keyName')}
          hint={t('settings.keyNameHint')}
          maxLength={100}
          required
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={t('settings.keyScope')}
          hint={t(KEY_SCOPE[scope].lead)}
          value={scope}
          onChange={(event) => setScope(KEY_SCOPES.find((value) => value === event.target.value) ?? 'chat')}
        >
          {KEY_SCOPES.map((value) => (
            <option key={value} value={value}>
              {t(KEY_SCOPE[value].name)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('settings.keyLife')} value={days} onChange={(event) => setDays(event.target.value)}>
          {LIVES_DAYS.map((count) => (
            <option key={count} value={count}>
              {t('settings.keyDays', { count })}
            </option>
          ))}
          <option value="">{t('settings.keyForever')}</option>
        </SelectField>
        {make.error && <Notice kind="danger">{make.error.message}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={make.isPending}>
            {t('settings.keyMakeGo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
