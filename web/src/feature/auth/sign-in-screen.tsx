import { ApiError, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import type { MessageId } from '../../lib/message-id.ts';
import { useHealth } from '../../lib/use-health.ts';
import { useText } from '../../lib/use-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AuthForm } from './auth-form.tsx';
import { AuthLink } from './auth-link.tsx';
import { AuthPage } from './auth-page.tsx';
import { OidcButtons } from './oidc-buttons.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { toSecondFactorBody } from './second-factor-body.ts';
import { SetupPointer } from './setup-pointer.tsx';
import { useEnter } from './use-enter.ts';

interface SignInScreenProps {
  /** The code of what went wrong at another provider, if the person comes back from one. */
  errorCode?: string | undefined;
  onEntered(): void;
}

const PROVIDER_ERRORS: Readonly<Record<string, MessageId>> = {
  E2004: 'auth.errorDisabled',
  E2005: 'auth.errorNoAccount',
  E1003: 'auth.errorTaken',
};

export function SignInScreen({ errorCode, onEntered }: SignInScreenProps) {
  const t = useText();
  const api = useApi();
  const health = useHealth();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isCodeAsked, setCodeAsked] = useState(false);
  const [sentCode, setSentCode] = useState('');
  const mutation = useEnter(async () => {
    setSentCode(code);
    try {
      return await unwrap(api.http.POST('/auth/login', { body: { email, password, ...toSecondFactorBody(code) } }));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'E2006') setCodeAsked(true);
      throw error;
    }
  }, onEntered);
  // That a code is asked for at first is no failure.
  const error = isCodeAsked && sentCode === '' ? null : mutation.error;
  if (health.data?.needs_setup) return <SetupPointer />;
  return (
    <AuthPage title={t('auth.signInTitle')} lead={t('auth.signInLead')}>
      {errorCode !== undefined && (
        <Notice kind="danger">
          {t(PROVIDER_ERRORS[errorCode] ?? 'auth.errorOther')} <span>({errorCode})</span>
        </Notice>
      )}
      <AuthForm submitLabel={t('auth.signIn')} mutation={{ ...mutation, error }}>
        <TextField
          label={t('auth.email')}
          type="email"
          autoComplete="username"
          autoFocus
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField
          label={t('auth.password')}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        {isCodeAsked && (
          <TextField
            label={t('auth.code')}
            hint={t('auth.codeHint')}
            autoComplete="one-time-code"
            autoFocus
            required
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </AuthForm>
      <AuthLink to="forgot">{t('auth.forgot')}</AuthLink>
      <PasskeyButton onEntered={onEntered} />
      <OidcButtons />
      <p className="text-sm text-soft">
        {health.data?.registration === 'open' ? (
          <>
            {t('auth.newHere')} <AuthLink to="register">{t('auth.createOne')}</AuthLink>
          </>
        ) : (
          t('auth.noAccount')
        )}
      </p>
    </AuthPage>
  );
}
