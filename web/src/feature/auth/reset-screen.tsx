import { unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AuthForm } from './auth-form.tsx';
import { AuthLink } from './auth-link.tsx';
import { AuthPage } from './auth-page.tsx';
import { PasswordField } from './password-field.tsx';
import { ratePassword } from './password-strength.ts';

interface ResetScreenProps {
  /** From the link, whose fragment no server and no log ever sees; null where it is missing. */
  token: string | null;
}

/** Where a link leads by which somebody chooses another password. */
export function ResetScreen({ token }: ResetScreenProps) {
  const api = useApi();
  const [password, setPassword] = useState('');
  const mutation = useMutation<unknown, Error, void>({
    mutationFn: () =>
      unwrap(api.http.POST('/auth/reset/finish', { body: { token: token ?? '', new_password: password } })),
  });
  return (
    <AuthPage title="Choose a new password" lead="Every device that is signed in will have to sign in again.">
      {token === null && <Notice kind="danger">This link is not whole. Open it as it was sent to you.</Notice>}
      {mutation.isSuccess ? (
        <Notice kind="calm">Your password is changed. Sign in with the new one.</Notice>
      ) : (
        token !== null && (
          <AuthForm submitLabel="Change password" mutation={mutation}>
            <PasswordField
              value={password}
              onChange={setPassword}
              autoComplete="new-password"
              strength={ratePassword(password, [])}
            />
          </AuthForm>
        )
      )}
      <AuthLink to="sign-in">Go to sign-in</AuthLink>
    </AuthPage>
  );
}
