import { ApiError, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { useHealth } from '../../lib/use-health.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AuthForm } from './auth-form.tsx';
import { AuthLink } from './auth-link.tsx';
import { AuthPage } from './auth-page.tsx';
import { OidcButtons } from './oidc-buttons.tsx';
import { PasswordField } from './password-field.tsx';
import { toSecondFactorBody } from './second-factor-body.ts';
import { useEnter } from './use-enter.ts';

interface SignInScreenProps {
  /** The code of what went wrong at another provider, if the person comes back from one. */
  errorCode?: string | undefined;
  onEntered(): void;
}

const PROVIDER_ERRORS: Readonly<Record<string, string>> = {
  E2004: 'This account is disabled. Ask the person who runs this server.',
  E2005: 'There is no account for you here yet. Open your invite link first.',
  E1003:
    'This e-mail address has an account already. Sign in with your password, then link the provider in your settings.',
};

export function SignInScreen({ errorCode, onEntered }: SignInScreenProps) {
  const api = useApi();
  const health = useHealth();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isCodeAsked, setCodeAsked] = useState(false);
  const mutation = useEnter(async () => {
    try {
      return await unwrap(api.http.POST('/auth/login', { body: { email, password, ...toSecondFactorBody(code) } }));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'E2006') setCodeAsked(true);
      throw error;
    }
  }, onEntered);
  // That a code is asked for at first is no failure.
  const error = isCodeAsked && code === '' ? null : mutation.error;
  if (health.data?.needs_setup) return <SetupPointer />;
  return (
    <AuthPage title="Welcome back" lead="Sign in to continue your conversations.">
      {errorCode !== undefined && (
        <Notice kind="danger">
          {PROVIDER_ERRORS[errorCode] ?? 'The sign-in did not work. Begin again.'} <span>({errorCode})</span>
        </Notice>
      )}
      <AuthForm submitLabel="Sign in" mutation={{ ...mutation, error }}>
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          autoFocus
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField value={password} onChange={setPassword} autoComplete="current-password" />
        {isCodeAsked && (
          <TextField
            label="Code"
            hint="Six digits of your authenticator app, or one of your recovery codes"
            autoComplete="one-time-code"
            autoFocus
            required
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </AuthForm>
      <AuthLink to="forgot">Forgot your password?</AuthLink>
      <OidcButtons />
      <p className="text-sm text-soft">
        {health.data?.registration === 'open' ? (
          <>
            New here? <AuthLink to="register">Create an account</AuthLink>
          </>
        ) : (
          'No account yet? Ask the person who runs this server for an invite link.'
        )}
      </p>
    </AuthPage>
  );
}

/** A fresh server met without its set-up link: where that link is to be found. */
function SetupPointer() {
  return (
    <AuthPage
      title="Almost there"
      lead="This server is new and waits for its first administrator. For your safety that takes the link it printed when it started."
    >
      <ol className="grid list-decimal gap-3 pl-5 text-soft marker:text-faint">
        <li>Open the terminal (or the log) in which the server runs.</li>
        <li>
          Find the line with an address that ends in{' '}
          <code className="rounded bg-panel px-1.5 py-0.5 font-mono text-[0.8125rem] text-ink">/app/setup#token=…</code>
        </li>
        <li>Open that address here.</li>
      </ol>
    </AuthPage>
  );
}
