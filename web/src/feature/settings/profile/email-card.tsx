import { type User, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { PasswordField } from '../../../ui/password-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { SettingForm } from '../shared/setting-form.tsx';

/** Another address takes the password, because the address is what one signs in with. */
export function EmailCard({ user }: { user: User }) {
  const t = useText();
  const api = useApi();
  const [email, setEmail] = useState(user.email);
  const [password, setPassword] = useState('');
  const isOther = email.trim() !== user.email;
  const body = { email: email.trim(), ...(password !== '' && { current_password: password }) };
  const save = useAct(() => unwrap(api.http.PATCH('/account/profile', { body })), {
    refresh: [queryKey.me],
    onDone: () => say(t('settings.emailSaved')),
  });
  return (
    <Card title={t('settings.emailTitle')} description={t('settings.emailLead')}>
      <SettingForm submitLabel={t('settings.emailChange')} isReady={isOther} act={save}>
        <TextField
          label={t('settings.email')}
          type="email"
          autoComplete="email"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        {isOther && (
          <PasswordField
            label={t('settings.currentPassword')}
            hint={t('settings.noPasswordHint')}
            isOptional
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
          />
        )}
      </SettingForm>
    </Card>
  );
}
