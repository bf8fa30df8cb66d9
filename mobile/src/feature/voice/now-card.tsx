import { StyleSheet } from 'react-native';
import { useChangePreferences, usePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { Separator } from '../../ui/separator.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Text } from '../../ui/text.tsx';
import { LiveTranscript } from './live-transcript.tsx';
import type { OmiLink } from './omi-link.ts';

/** What the person's wearables hear now, and the switch that stops it for all of them. */
export function NowCard({ links }: { links: readonly OmiLink[] }) {
  const t = useText();
  const { data: preferences } = usePreferences();
  const change = useChangePreferences();
  const isPaused = preferences?.paused ?? false;
  const heard = links.flatMap(({ omi_user_id: omi, current_session: session }) => (session ? [{ omi, session }] : []));
  return (
    <Card title={t('voice.nowTitle')}>
      {heard.map(({ omi, session }) => (
        <LiveTranscript key={omi} label={t('voice.nowOf', { omi })} session={session} />
      ))}
      {heard.length === 0 && (
        <Text size="small" tone="soft" style={styles.quiet}>
          {t(isPaused ? 'voice.nowPaused' : 'voice.nowQuiet')}
        </Text>
      )}
      <Separator />
      <Switch
        label={t('voice.pause')}
        detail={t(isPaused ? 'voice.pauseOn' : 'voice.pauseOff')}
        isOn={isPaused}
        isDisabled={!preferences || change.isPending}
        onChange={(paused) => change.mutate({ paused })}
      />
    </Card>
  );
}

const styles = StyleSheet.create({ quiet: { padding: 16 } });
