import { StyleSheet, View } from 'react-native';
import { formatTime } from '../../lib/format-moment.ts';
import { useText, type Text as Words } from '../../lib/use-text.ts';
import { Text } from '../../ui/text.tsx';
import type { OmiLink } from './omi-link.ts';
import { type Speaker, toTurns } from './to-turns.ts';

type Session = NonNullable<OmiLink['current_session']>;

/** What was said before is in the conversations, and on the page of the web app. */
const SHOWN_TURNS = 12;

/** What is being said, as it is said, with who says it; the newest at the end. */
export function LiveTranscript({ label, session }: { label: string; session: Session }) {
  const t = useText();
  const turns = toTurns(session.transcript).slice(-SHOWN_TURNS);
  return (
    <View role="log" aria-label={label} aria-live="polite" style={styles.turns}>
      {turns.length === 0 && (
        <Text size="small" tone="soft">
          {t('voice.nowNothingKept')}
        </Text>
      )}
      {turns.map(({ id, speaker, saidAt, text }) => (
        <View key={id}>
          <Text size="small" tone="soft">
            <Text size="small" tone={speaker.kind === 'wearer' ? 'accent' : 'soft'} style={styles.name}>
              {nameOf(speaker, t)}
            </Text>
            {`  ${formatTime(saidAt)}`}
          </Text>
          <Text>{text}</Text>
        </View>
      ))}
    </View>
  );
}

function nameOf(speaker: Speaker, t: Words): string {
  if (speaker.kind === 'wearer') return t('voice.you');
  if (speaker.kind === 'number') return t('voice.speakerNumber', { number: speaker.number });
  return speaker.kind === 'name' ? speaker.name : t('voice.somebody');
}

const styles = StyleSheet.create({
  turns: { gap: 12, padding: 16 },
  name: { fontWeight: '600' },
});
