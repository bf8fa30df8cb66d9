import { unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { ratePassword } from '../../../lib/password-strength.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useMe } from '../../../lib/use-me.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { PasswordField } from '../../../ui/password-field.tsx';
import { SettingForm } from '../shared/setting-form.tsx';

export function PasswordCard() {
  const t = useText();
  const api = useApi();
  const me = useMe();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const email = me.data?.user.email ?? '';
  const body = { new_password: next, ...(current !== '' && { current_password: current }) };
  const change = useAct(() => unwrap(api.http.POST('/account/password', { body })), {
    refresh: [queryKey.settings('sessions'), queryKey.settings('api-keys')],
    onDone() {
      setCurrent('');
      setNext('');
      say(t('settings.passwordChanged'));
    },
  });
  return (
    <Card title={t('settings.passwordTitle')} description={t('settings.passwordLead')}>
      <SettingForm submitLabel={t('settings.passwordChange')} isReady={next !== ''} act={change}>
        {/* So that a password manager knows whose password is changed. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          label={t('settings.currentPassword')}
          hint={t('settings.noPasswordHint')}
          isOptional
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
        />
        <PasswordField
          label={t('settings.newPassword')}
          value={next}
          onChange={setNext}
          autoComplete="new-password"
          strength={ratePassword(next, [email, me.data?.user.display_name ?? ''], t)}
        />
      </SettingForm>
    </Card>
  );
}
