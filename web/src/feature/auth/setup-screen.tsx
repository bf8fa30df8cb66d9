import { unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { here } from '../../lib/here.ts';
import { useText } from '../../lib/use-text.ts';
import { AuthForm } from './auth-form.tsx';
import { AuthPage } from './auth-page.tsx';
import { EMPTY_ACCOUNT, NewAccountFields } from './new-account-fields.tsx';
import { useEnter } from './use-enter.ts';

interface SetupScreenProps {
  /** From the link the server printed; it travels in the fragment, which no server and no log ever sees. */
  setupToken: string;
  onEntered(): void;
}

export function SetupScreen({ setupToken, onEntered }: SetupScreenProps) {
  const t = useText();
  const api = useApi();
  const [account, setAccount] = useState(EMPTY_ACCOUNT);
  const body = { ...account, ...here(), setup_token: setupToken };
  const mutation = useEnter(() => unwrap(api.http.POST('/auth/register', { body })), onEntered);
  return (
    <AuthPage title={t('auth.setupTitle')} lead={t('auth.setupLead')}>
      <AuthForm submitLabel={t('auth.setup')} mutation={mutation}>
        <NewAccountFields account={account} onChange={setAccount} />
      </AuthForm>
    </AuthPage>
  );
}
