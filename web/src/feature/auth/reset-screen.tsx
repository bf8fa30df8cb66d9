import { unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { ratePassword } from '../../lib/password-strength.ts';
import { useText } from '../../lib/use-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { AuthForm } from './auth-form.tsx';
import { AuthLink } from './auth-link.tsx';
import { AuthPage } from './auth-page.tsx';

interface ResetScreenProps {
  /** From the link, whose fragment no server and no log ever sees; null where it is missing. */
  token: string | null;
}

/** Where a link leads by which somebody chooses another password. */
export function ResetScreen({ token }: ResetScreenProps) {
  const t = useText();
  const api = useApi();
  const [password, setPassword] = useState('');
  const mutation = useMutation<unknown, Error, void>({
    mutationFn: () =>
      unwrap(api.http.POST('/auth/reset/finish', { body: { token: token ?? '', new_password: password } })),
  });
  return (
    <AuthPage title={t('auth.resetTitle')} lead={t('auth.resetLead')}>
      {token === null && <Notice kind="danger">{t('auth.resetBroken')}</Notice>}
      {mutation.isSuccess ? (
        <Notice kind="calm">{t('auth.resetDone')}</Notice>
      ) : (
        token !== null && (
          <AuthForm submitLabel={t('auth.reset')} mutation={mutation}>
            <PasswordField
              label={t('auth.password')}
              value={password}
              onChange={setPassword}
              autoComplete="new-password"
              strength={ratePassword(password, [], t)}
            />
          </AuthForm>
        )
      )}
      <AuthLink to="sign-in">{t('auth.goToSignIn')}</AuthLink>
    </AuthPage>
  );
}
