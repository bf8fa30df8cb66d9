import { useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Text } from '../../ui/text.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import type { OmiLink } from './omi-link.ts';
import { UnlinkSheet } from './unlink-sheet.tsx';
import { useConfirmLink, type useLinkStart } from './use-link-act.ts';

interface PendingLinkProps {
  link: OmiLink;
  begin: ReturnType<typeof useLinkStart>;
  /** Whether the server can push a code to Omi's app. */
  canPush: boolean;
  /** Whether the server can hear a code that is spoken. */
  canHear: boolean;
  /** Milliseconds since 1970. */
  nowMs: number;
}

/** The second step of linking: either of two codes, whichever comes first. */
export function PendingLink({ link, begin, canPush, canHear, nowMs }: PendingLinkProps) {
  const t = useText();
  const [isEnding, setEnding] = useState(false);
  // Nobody can read a code again: after a new start of the app there is none to show.
  const shown = begin.data?.omi_user_id === link.omi_user_id ? begin.data : undefined;
  const isOver = link.code_expires_at !== null && Date.parse(link.code_expires_at) <= nowMs;
  return (
    <Card title={t('voice.pendingTitle')}>
      <View style={styles.body}>
        <Text size="small" tone="soft" numberOfLines={1}>
          {link.omi_user_id}
        </Text>
        {isOver ? (
          <Notice kind="warn" text={t('voice.codesOver')} />
        ) : (
          <>
            {canHear && shown && <Sentence text={shown.speak} />}
            <CodeForm
              omiUserId={link.omi_user_id}
              isPushed={canPush}
              devCode={shown?.dev_code}
              isAlone={!canHear || !shown}
            />
            <Text size="small" tone="soft" role="status">
              {t('voice.waitingForCode')}
            </Text>
          </>
        )}
        {begin.error && <Notice kind="danger" text={begin.error.message} />}
        <Button
          label={t(shown && !isOver ? 'voice.sendNewCodes' : 'voice.getNewCodes')}
          isBusy={begin.isPending}
          onPress={() => begin.mutate(link.omi_user_id)}
        />
        <Button label={t('common.cancel')} onPress={() => setEnding(true)} />
      </View>
      {isEnding && <UnlinkSheet link={link} onClose={() => setEnding(false)} />}
    </Card>
  );
}

function Sentence({ text }: { text: string }) {
  const t = useText();
  const theme = useTheme();
  return (
    <View style={styles.spoken}>
      <Text size="label">{t('voice.sayThis')}</Text>
      <View style={[styles.sentence, { backgroundColor: theme.accentSoft }]}>
        <Text tone="accent" style={styles.words} testID="spoken-code">
          {text}
        </Text>
      </View>
    </View>
  );
}

const LABEL_ALONE = { pushed: 'voice.enterPushed', shown: 'voice.enterCode' } as const;
const LABEL_OTHER = { pushed: 'voice.orEnterPushed', shown: 'voice.orEnterCode' } as const;

interface CodeFormProps {
  omiUserId: string;
  isPushed: boolean;
  devCode: string | undefined;
  /** Whether this is the only way. */
  isAlone: boolean;
}

function CodeForm({ omiUserId, isPushed, devCode, isAlone }: CodeFormProps) {
  const t = useText();
  const [code, setCode] = useState('');
  const confirm = useConfirmLink(omiUserId);
  if (!isPushed && devCode === undefined && !isAlone) return null;
  const label = isAlone ? LABEL_ALONE : LABEL_OTHER;
  return (
    <>
      <TextField
        label={t(isPushed ? label.pushed : label.shown)}
        {...(devCode !== undefined && { hint: t('voice.devCode', { code: devCode }) })}
        value={code}
        onChangeText={setCode}
        maxLength={40}
        inputMode="numeric"
        autoComplete="one-time-code"
        textContentType="oneTimeCode"
      />
      {confirm.error && <Notice kind="danger" text={confirm.error.message} />}
      <Button
        look="primary"
        label={t('voice.link')}
        isDisabled={code.trim() === ''}
        isBusy={confirm.isPending}
        onPress={() => confirm.mutate(code)}
      />
    </>
  );
}

const styles = StyleSheet.create({
  body: { padding: 16, gap: 14 },
  spoken: { gap: 8 },
  sentence: { borderRadius: 12, padding: 16 },
  words: { fontSize: 20, lineHeight: 28, fontWeight: '600' },
});
