import { unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { here } from '../../lib/here.ts';
import { useHealth } from '../../lib/use-health.ts';
import { useText } from '../../lib/use-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { AuthForm } from './auth-form.tsx';
import { AuthLink } from './auth-link.tsx';
import { AuthPage } from './auth-page.tsx';
import { EMPTY_ACCOUNT, NewAccountFields } from './new-account-fields.tsx';
import { useEnter } from './use-enter.ts';

interface RegisterScreenProps {
  /** The code of the invite link, if the person came by one. */
  inviteCode: string | undefined;
  onEntered(): void;
}

export function RegisterScreen({ inviteCode, onEntered }: RegisterScreenProps) {
  const t = useText();
  const api = useApi();
  const policy = useHealth().data?.registration;
  const [account, setAccount] = useState(EMPTY_ACCOUNT);
  const body = { ...account, ...here(), ...(inviteCode && { invite_code: inviteCode }) };
  const mutation = useEnter(() => unwrap(api.http.POST('/auth/register', { body })), onEntered);
  const isAllowed = policy === undefined || policy === 'open' || (policy === 'invite' && inviteCode !== undefined);
  return (
    <AuthPage title={t('auth.registerTitle')} lead={t('auth.registerLead')}>
      {isAllowed ? (
        <AuthForm submitLabel={t('auth.register')} mutation={mutation}>
          <NewAccountFields account={account} onChange={setAccount} />
        </AuthForm>
      ) : (
        <Notice kind="calm">{t(policy === 'closed' ? 'auth.registerClosed' : 'auth.registerInvite')}</Notice>
      )}
      <p className="text-sm text-soft">
        {t('auth.haveAccount')} <AuthLink to="sign-in">{t('auth.signIn')}</AuthLink>
      </p>
    </AuthPage>
  );
}
