import { unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { useText } from '../../lib/use-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AuthForm } from './auth-form.tsx';
import { AuthLink } from './auth-link.tsx';
import { AuthPage } from './auth-page.tsx';

/** For who forgot their password. It says the same whether there is such an account or not. */
export function ForgotScreen() {
  const t = useText();
  const api = useApi();
  const [email, setEmail] = useState('');
  const mutation = useMutation<unknown, Error, void>({
    mutationFn: () => unwrap(api.http.POST('/auth/reset/start', { body: { email } })),
  });
  return (
    <AuthPage title={t('auth.forgot')} lead={t('auth.forgotLead')}>
      {mutation.isSuccess ? (
        <Notice kind="calm">{t('auth.forgotSent')}</Notice>
      ) : (
        <AuthForm submitLabel={t('auth.forgotSend')} mutation={mutation}>
          <TextField
            label={t('auth.email')}
            type="email"
            autoComplete="username"
            autoFocus
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </AuthForm>
      )}
      <AuthLink to="sign-in">{t('auth.backToSignIn')}</AuthLink>
    </AuthPage>
  );
}
