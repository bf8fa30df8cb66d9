import { StyleSheet, View } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Text } from '../../ui/text.tsx';
import type { OmiLink } from './omi-link.ts';
import { useUnlink } from './use-link-act.ts';

/** Asks, then ends a link or the beginning of one. */
export function UnlinkSheet({ link, onClose }: { link: OmiLink; onClose(): void }) {
  const t = useText();
  const isActive = link.status === 'active';
  const unlink = useUnlink(link.omi_user_id);
  return (
    <Sheet title={t(isActive ? 'voice.unlinkAsk' : 'voice.stopLinkAsk')} isOpen onClose={onClose}>
      <View style={styles.body}>
        <Text tone="soft">{t(isActive ? 'voice.unlinkAskLead' : 'voice.stopLinkLead')}</Text>
        {unlink.error && <Notice kind="danger" text={unlink.error.message} />}
        <Button
          look="danger"
          label={t(isActive ? 'voice.unlink' : 'voice.stop')}
          isBusy={unlink.isPending}
          onPress={() => unlink.mutate(undefined, { onSuccess: onClose })}
        />
        <Button label={t('voice.keep')} onPress={onClose} />
      </View>
    </Sheet>
  );
}

const styles = StyleSheet.create({ body: { padding: 16, gap: 12 } });
