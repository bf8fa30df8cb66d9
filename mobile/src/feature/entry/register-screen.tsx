import { unwrap } from '@omniai/client';
import { getCalendars } from 'expo-localization';
import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { i18n } from '../../lib/i18n.ts';
import { useText } from '../../lib/use-text.ts';
import { acceptInvite } from '../../session/accept-invite.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { useEnter } from './use-enter.ts';

/** @param inviteCode of the link, if the person came by one */
export function RegisterScreen({ inviteCode }: { inviteCode: string | undefined }) {
  const t = useText();
  const api = useApi();
  const router = useRouter();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [invite, setInvite] = useState(inviteCode ?? '');
  const code = acceptInvite(invite.trim())?.code ?? invite.trim();
  const enter = useEnter(api.server, () => {
    const [calendar] = getCalendars();
    const here = { language: i18n.locale, ...(calendar?.timeZone && { time_zone: calendar.timeZone }) };
    const account = { display_name: name.trim(), email: email.trim(), password, ...here };
    return unwrap(api.http.POST('/auth/register', { body: { ...account, ...(code !== '' && { invite_code: code }) } }));
  });
  return (
    <EntryFrame title={t('entry.registerTitle')} lead={t('entry.registerLead', { server: new URL(api.server).host })}>
      <TextField label={t('entry.name')} value={name} onChangeText={setName} maxLength={100} autoComplete="name" />
      <TextField
        label={t('entry.email')}
        value={email}
        onChangeText={setEmail}
        autoCapitalize="none"
        autoComplete="email"
        inputMode="email"
      />
      <TextField
        label={t('entry.password')}
        hint={t('entry.passwordHint')}
        value={password}
        onChangeText={setPassword}
        secureTextEntry
        autoComplete="new-password"
        textContentType="newPassword"
      />
      <TextField
        label={t('entry.invite')}
        hint={t('entry.inviteHint')}
        value={invite}
        onChangeText={setInvite}
        autoCapitalize="none"
        autoCorrect={false}
      />
      {enter.error && <Notice kind="danger" text={enter.error.message} />}
      <Button
        look="primary"
        label={t('entry.createAccount')}
        isDisabled={email.trim() === '' || password === ''}
        isBusy={enter.isPending}
        onPress={() => enter.mutate()}
      />
      <Button label={t('entry.haveAccount')} onPress={() => router.replace('/sign-in')} />
    </EntryFrame>
  );
}
