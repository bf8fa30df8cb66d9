import type { Preferences } from '../../lib/use-preferences.ts';
import { useChangePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { LISTEN_MODES, MODE_HINT, MODE_NAME } from './listen-mode.ts';
import { WakeWords } from './wake-words.tsx';

const WINDOWS_S = [5, 10, 15, 30, 60, 120];

/** When the wearable answers, and whom. */
export function ListenCard({ preferences }: { preferences: Preferences }) {
  const t = useText();
  const change = useChangePreferences();
  const windowS = preferences.followup_window_ms / 1_000;
  return (
    <Card title={t('voice.listenTitle')}>
      <ChoiceField
        label={t('voice.listenMode')}
        value={preferences.listen_mode}
        onChange={(mode) => change.mutate({ listen_mode: mode })}
        options={LISTEN_MODES.map((value) => ({ value, label: t(MODE_NAME[value]), hint: t(MODE_HINT[value]) }))}
      />
      {preferences.listen_mode === 'FOLLOWUP' && (
        <SelectField
          label={t('voice.followUpWindow')}
          value={windowS}
          onChange={(event) => change.mutate({ followup_window_ms: Number(event.target.value) * 1_000 })}
        >
          {[...new Set([...WINDOWS_S, windowS])]
            .sort((a, b) => a - b)
            .map((count) => (
              <option key={count} value={count}>
                {t('voice.seconds', { count })}
              </option>
            ))}
        </SelectField>
      )}
      <WakeWords words={preferences.wake_words} />
      <Switch
        label={t('voice.othersMayAsk')}
        hint={t('voice.othersMayAskHint')}
        isOn={preferences.others_may_ask}
        onChange={(isOn) => change.mutate({ others_may_ask: isOn })}
      />
      <Switch
        label={t('voice.meeting')}
        hint={t('voice.meetingHint')}
        isOn={preferences.meeting_transcribe}
        onChange={(isOn) => change.mutate({ meeting_transcribe: isOn })}
      />
    </Card>
  );
}
