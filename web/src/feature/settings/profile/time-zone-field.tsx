import { readerLocale } from '../../../lib/reader-locale.ts';
import { useText } from '../../../lib/use-text.ts';
import { SelectField } from '../../../ui/select-field.tsx';

const ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

interface TimeZoneFieldProps {
  /** An IANA name. */
  timeZone: string;
  onChange(timeZone: string): void;
}

/** Where the person's clock stands. Where the device says otherwise, its zone is one press away. */
export function TimeZoneField({ timeZone, onChange }: TimeZoneFieldProps) {
  const t = useText();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const time = new Date().toLocaleTimeString(readerLocale(), { timeZone, hour: '2-digit', minute: '2-digit' });
  const zones = ZONES.includes(timeZone) ? ZONES : [timeZone, ...ZONES];
  return (
    <SelectField
      label={t('settings.timeZone')}
      hint={
        <>
          {t('settings.timeZoneHint', { time })}{' '}
          {here !== timeZone && (
            <button type="button" className="text-accent underline underline-offset-3" onClick={() => onChange(here)}>
              {t('settings.timeZoneHere', { zone: here })}
            </button>
          )}
        </>
      }
      value={timeZone}
      onChange={(event) => onChange(event.target.value)}
    >
      {zones.map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll('_', ' ')}
        </option>
      ))}
    </SelectField>
  );
}
