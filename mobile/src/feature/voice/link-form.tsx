import { useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Text } from '../../ui/text.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { useLinkStart } from './use-link-act.ts';

interface LinkFormProps {
  begin: ReturnType<typeof useLinkStart>;
  isFirst: boolean;
}

/** The first step of linking: whose Omi it is. */
export function LinkForm({ begin, isFirst }: LinkFormProps) {
  const t = useText();
  const [omiUserId, setOmiUserId] = useState('');
  return (
    <Card title={t(isFirst ? 'voice.linkTitle' : 'voice.linkAnother')}>
      <View style={styles.body}>
        {isFirst && <Text tone="soft">{t('voice.linkLead')}</Text>}
        <TextField
          label={t('voice.omiUserId')}
          hint={t('voice.omiUserIdHint')}
          value={omiUserId}
          onChangeText={setOmiUserId}
          maxLength={128}
          autoCapitalize="none"
          autoCorrect={false}
        />
        {begin.error && <Notice kind="danger" text={begin.error.message} />}
        <Button
          look={isFirst ? 'primary' : 'plain'}
          label={t('voice.continue')}
          isDisabled={omiUserId.trim() === ''}
          isBusy={begin.isPending}
          onPress={() => begin.mutate(omiUserId.trim())}
        />
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({ body: { padding: 16, gap: 16 } });
