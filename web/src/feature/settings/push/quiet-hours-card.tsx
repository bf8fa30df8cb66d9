import { type Preferences, useChangePreferences } from '../../../lib/use-preferences.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';

const NIGHT = { from: '22:00', to: '07:00' };

interface QuietHoursCardProps {
  quietHours: Preferences['quiet_hours'];
  timeZone: string;
}

/** The part of the day in which nothing is pushed. */
export function QuietHoursCard({ quietHours, timeZone }: QuietHoursCardProps) {
  const t = useText();
  const change = useChangePreferences();
  const set = (hours: Preferences['quiet_hours']) => change.mutate({ quiet_hours: hours });
  return (
    <Card title={t('settings.quietTitle')}>
      <Switch
        label={t('settings.quiet')}
        hint={t('settings.quietHint')}
        isOn={quietHours !== null}
        onChange={(isOn) => set(isOn ? NIGHT : null)}
      />
      {quietHours && (
        <div className="grid max-w-lg gap-4 sm:grid-cols-2">
          <TextField
            label={t('settings.quietFrom')}
            type="time"
            required
            value={quietHours.from}
            onChange={(event) => event.target.value && set({ ...quietHours, from: event.target.value })}
          />
          <TextField
            label={t('settings.quietTo')}
            type="time"
            required
            value={quietHours.to}
            onChange={(event) => event.target.value && set({ ...quietHours, to: event.target.value })}
          />
          <p className="text-[0.8125rem] text-soft sm:col-span-2">{t('settings.quietZone', { zone: timeZone })}</p>
        </div>
      )}
    </Card>
  );
}
