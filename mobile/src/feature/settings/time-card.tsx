import { getCalendars } from 'expo-localization';
import { i18n } from '../../lib/i18n.ts';
import { type Preferences, useChangePreferences, usePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextButton } from '../../ui/text-button.tsx';

const NIGHT = { from: '22:00', to: '07:00' };
const HALF_HOURS = Array.from({ length: 48 }, (_, half) => {
  const hour = String(Math.floor(half / 2)).padStart(2, '0');
  return `${hour}:${half % 2 === 0 ? '00' : '30'}`;
});

/** Where the person's clock stands, and the part of the day in which nothing is pushed. */
export function TimeCard() {
  const t = useText();
  const preferences = usePreferences();
  const change = useChangePreferences();
  return (
    <Card title={t('settings.time')}>
      <QueryView query={preferences}>
        {({ time_zone, quiet_hours }) => (
          <>
            <ListRow
              title={`${t('settings.timeZone')}: ${time_zone.replaceAll('_', ' ')}`}
              detail={t('settings.timeZoneHint', { time: timeIn(time_zone) })}
            />
            <ZoneHere timeZone={time_zone} onTake={(zone) => change.mutate({ time_zone: zone })} />
            <Switch
              label={t('settings.quiet')}
              detail={t('settings.quietHint')}
              isOn={quiet_hours !== null}
              onChange={(isOn) => change.mutate({ quiet_hours: isOn ? NIGHT : null })}
            />
            {quiet_hours && (
              <QuietHours hours={quiet_hours} onChange={(hours) => change.mutate({ quiet_hours: hours })} />
            )}
          </>
        )}
      </QueryView>
    </Card>
  );
}

/** Where the phone says another zone than the account, the phone's is one press away. */
function ZoneHere({ timeZone, onTake }: { timeZone: string; onTake(zone: string): void }) {
  const t = useText();
  const here = getCalendars()[0]?.timeZone;
  if (here == null || here === timeZone) return null;
  return (
    <TextButton label={t('settings.timeZoneHere', { zone: here.replaceAll('_', ' ') })} onPress={() => onTake(here)} />
  );
}

type Hours = NonNullable<Preferences['quiet_hours']>;

function QuietHours({ hours, onChange }: { hours: Hours; onChange(hours: Hours): void }) {
  const t = useText();
  // One that was set to the minute elsewhere is among them.
  const choices = [...new Set([...HALF_HOURS, hours.from, hours.to])].sort().map((value) => ({ value, label: value }));
  return (
    <>
      <ChoiceRow
        label={t('settings.quietFrom')}
        value={hours.from}
        choices={choices}
        onChange={(from) => onChange({ ...hours, from })}
      />
      <ChoiceRow
        label={t('settings.quietTo')}
        value={hours.to}
        choices={choices}
        onChange={(to) => onChange({ ...hours, to })}
      />
    </>
  );
}

function timeIn(timeZone: string): string {
  return new Date().toLocaleTimeString(i18n.locale, { timeZone, hour: '2-digit', minute: '2-digit' });
}
