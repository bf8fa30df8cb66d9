import { useChangePreferences, usePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Switch } from '../../ui/switch.tsx';

/** Stops and goes on with listening, for all of the person's wearables. */
export function PauseSwitch() {
  const t = useText();
  const { data: preferences } = usePreferences();
  const change = useChangePreferences();
  if (!preferences) return null;
  const { paused: isPaused } = preferences;
  return (
    <Switch
      label={t('voice.pause')}
      hint={t(isPaused ? 'voice.pauseOn' : 'voice.pauseOff')}
      isOn={isPaused}
      isDisabled={change.isPending}
      onChange={(paused) => change.mutate({ paused })}
    />
  );
}
