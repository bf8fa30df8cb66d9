import { useRouter } from 'expo-router';
import QrCode from 'lucide-react-native/icons/qr-code';
import { useState } from 'react';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { useServerSearch } from './use-server-search.ts';

/** Which server the app is for. */
export function ServerScreen() {
  const t = useText();
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const search = useServerSearch();
  return (
    <EntryFrame title={t('entry.serverTitle')} lead={t('entry.serverLead')}>
      <TextField
        label={t('entry.address')}
        hint={t('entry.addressHint')}
        value={typed}
        onChangeText={setTyped}
        onSubmitEditing={() => search.mutate(typed)}
        autoCapitalize="none"
        autoCorrect={false}
        autoComplete="url"
        inputMode="url"
        returnKeyType="go"
      />
      {search.error && <Notice kind="danger" text={search.error.message} />}
      <Button
        look="primary"
        label={t('entry.connect')}
        isDisabled={typed.trim() === ''}
        isBusy={search.isPending}
        onPress={() => search.mutate(typed)}
      />
      <Button icon={QrCode} label={t('entry.scan')} onPress={() => router.push('/scan')} />
    </EntryFrame>
  );
}
