import { useText } from '../../../lib/use-text.ts';
import { SelectField } from '../../../ui/select-field.tsx';

/** undefined: as the role has it; null: no limit. */
type Limit = number | null | undefined;

interface LimitFieldProps {
  label: string;
  value: Limit;
  /** What holds where nothing is set; absent where nothing stands behind it. */
  inherited?: string | undefined;
  onChange(value: Limit): void;
}

/** One limit: none, a number or, for a person, that of the role. */
export function LimitField({ label, value, inherited, onChange }: LimitFieldProps) {
  const t = useText();
  const mode = value === undefined && inherited !== undefined ? 'inherit' : typeof value === 'number' ? 'own' : 'none';
  return (
    <div className="grid content-start gap-2">
      <SelectField
        label={label}
        value={mode}
        onChange={({ target }) => onChange(target.value === 'inherit' ? undefined : target.value === 'own' ? 0 : null)}
      >
        {inherited !== undefined && (
          <option value="inherit">{t('console.limitInherited', { limit: inherited })}</option>
        )}
        <option value="none">{t('console.noLimit')}</option>
        <option value="own">{t('console.limitOwn')}</option>
      </SelectField>
      {typeof value === 'number' && (
        <input
          type="number"
          min={0}
          max={1_000_000_000}
          step={1}
          required
          aria-label={t('console.limitNumber', { limit: label })}
          className="h-11 w-full rounded-lg border border-line-strong bg-raised px-3 text-base text-ink tabular-nums focus-visible:outline-offset-0"
          value={Number.isNaN(value) ? '' : value}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
      )}
    </div>
  );
}
