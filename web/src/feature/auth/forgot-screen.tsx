import { unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AuthForm } from './auth-form.tsx';
import { AuthLink } from './auth-link.tsx';
import { AuthPage } from './auth-page.tsx';

/** For who forgot their password. It says the same whether there is such an account or not. */
export function ForgotScreen() {
  const api = useApi();
  const [email, setEmail] = useState('');
  const mutation = useMutation<unknown, Error, void>({
    mutationFn: () => unwrap(api.http.POST('/auth/reset/start', { body: { email } })),
  });
  return (
    <AuthPage title="Forgot your password?" lead="A link to choose another one can be sent to your e-mail address.">
      {mutation.isSuccess ? (
        <Notice kind="calm">
          If there is an account with this address, a link is on its way. No mail after some minutes? This server may
          not send any: ask the person who runs it for a link.
        </Notice>
      ) : (
        <AuthForm submitLabel="Send the link" mutation={mutation}>
          <TextField
            label="E-mail"
            type="email"
            autoComplete="username"
            autoFocus
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </AuthForm>
      )}
      <AuthLink to="sign-in">Back to sign-in</AuthLink>
    </AuthPage>
  );
}
