import { View } from 'react-native';
import { type Preferences, useChangePreferences, usePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { RadioRow } from '../../ui/radio-row.tsx';
import { Separator } from '../../ui/separator.tsx';
import { Switch } from '../../ui/switch.tsx';
import { LISTEN_MODES, MODE_HINT, MODE_NAME } from './listen-mode.ts';
import { WakeWords } from './wake-words.tsx';

/** When the wearable answers, and whom. */
export function ListenCard() {
  const t = useText();
  const { data: preferences } = usePreferences();
  if (!preferences) return null;
  return (
    <Card title={t('voice.listenTitle')}>
      <Listening preferences={preferences} />
    </Card>
  );
}

function Listening({ preferences }: { preferences: Preferences }) {
  const t = useText();
  const change = useChangePreferences();
  return (
    <>
      <View role="radiogroup" aria-label={t('voice.listenMode')}>
        {LISTEN_MODES.map((mode) => (
          <RadioRow
            key={mode}
            title={t(MODE_NAME[mode])}
            detail={t(MODE_HINT[mode])}
            isChosen={preferences.listen_mode === mode}
            onChoose={() => change.mutate({ listen_mode: mode })}
          />
        ))}
      </View>
      <Separator />
      <WakeWords words={preferences.wake_words} />
      <Separator />
      <Switch
        label={t('voice.othersMayAsk')}
        detail={t('voice.othersMayAskHint')}
        isOn={preferences.others_may_ask}
        onChange={(isOn) => change.mutate({ others_may_ask: isOn })}
      />
      <Switch
        label={t('voice.meeting')}
        detail={t('voice.meetingHint')}
        isOn={preferences.meeting_transcribe}
        onChange={(isOn) => change.mutate({ meeting_transcribe: isOn })}
      />
    </>
  );
}
