import { ApiError, unwrap } from '@omniai/client';
import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { useAppParts, useSession } from '../../lib/app-context.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { toSecondFactorBody } from './to-second-factor-body.ts';
import { useEnter } from './use-enter.ts';

export function SignInScreen() {
  const t = useText();
  const api = useApi();
  const router = useRouter();
  const session = useSession();
  const { sessions } = useAppParts();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isCodeAsked, setCodeAsked] = useState(false);
  const [sentCode, setSentCode] = useState('');
  const enter = useEnter(api.server, async () => {
    setSentCode(code);
    try {
      const body = { email: email.trim(), password, ...toSecondFactorBody(code) };
      return await unwrap(api.http.POST('/auth/login', { body }));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'E2006') setCodeAsked(true);
      throw error;
    }
  });
  // That a code is asked for at first is no failure.
  const error = isCodeAsked && sentCode === '' ? null : enter.error;
  const hasEnded = session.phase === 'signed_out' && session.hasEnded;
  return (
    <EntryFrame title={t('entry.signInTitle')} lead={t('entry.signInLead', { server: new URL(api.server).host })}>
      {hasEnded && <Notice kind="calm" text={t('entry.ended')} />}
      <TextField
        label={t('entry.email')}
        value={email}
        onChangeText={setEmail}
        autoCapitalize="none"
        autoComplete="email"
        textContentType="username"
        inputMode="email"
      />
      <TextField
        label={t('entry.password')}
        value={password}
        onChangeText={setPassword}
        secureTextEntry
        autoComplete="current-password"
        textContentType="password"
        onSubmitEditing={() => enter.mutate()}
      />
      {isCodeAsked && (
        <TextField
          label={t('entry.code')}
          hint={t('entry.codeHint')}
          value={code}
          onChangeText={setCode}
          autoFocus
          autoCapitalize="none"
          autoComplete="one-time-code"
          textContentType="oneTimeCode"
          onSubmitEditing={() => enter.mutate()}
        />
      )}
      {error && <Notice kind="danger" text={error.message} />}
      <Button
        look="primary"
        label={t('entry.signIn')}
        isDisabled={email.trim() === '' || password === '' || (isCodeAsked && code.trim() === '')}
        isBusy={enter.isPending}
        onPress={() => enter.mutate()}
      />
      <Button label={t('entry.createAccount')} onPress={() => router.push('/register')} />
      <Button label={t('entry.otherServer')} onPress={() => sessions.tell({ type: 'server_left' })} />
    </EntryFrame>
  );
}
