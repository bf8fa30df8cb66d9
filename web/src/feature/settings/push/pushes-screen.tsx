import { useChangePreferences, usePreferences } from '../../../lib/use-preferences.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { BrowserCard } from './browser-card.tsx';
import { QuietHoursCard } from './quiet-hours-card.tsx';

const MOST_PER_HOUR = 7;
const COUNTS = [...Array(MOST_PER_HOUR + 1).keys()];

/** When the person may be disturbed, and how often. */
export function PushesScreen() {
  const t = useText();
  const preferences = usePreferences();
  const change = useChangePreferences();
  return (
    <QueryView query={preferences}>
      {({ quiet_hours, time_zone, pushes_per_hour }) => (
        <>
          <BrowserCard />
          <QuietHoursCard quietHours={quiet_hours} timeZone={time_zone} />
          <Card title={t('settings.pushesTitle')} description={t('settings.pushesLead')}>
            <div className="max-w-lg">
              <SelectField
                label={t('settings.pushesPerHour')}
                hint={t('settings.pushesHint')}
                value={pushes_per_hour}
                onChange={(event) => change.mutate({ pushes_per_hour: Number(event.target.value) })}
              >
                {COUNTS.map((count) => (
                  <option key={count} value={count}>
                    {t('settings.pushesCount', { count })}
                  </option>
                ))}
              </SelectField>
            </div>
          </Card>
        </>
      )}
    </QueryView>
  );
}
