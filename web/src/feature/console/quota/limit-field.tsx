import { useId } from 'react';
import { useText } from '../../../lib/use-text.ts';

/** undefined: as the role has it; null: no limit. */
type Limit = number | null | undefined;

interface LimitFieldProps {
  label: string;
  value: Limit;
  /** What holds where nothing is set; absent where nothing stands behind it. */
  inherited?: string | undefined;
  onChange(value: Limit): void;
}

const SELECT =
  'h-10 rounded-lg border border-line-strong bg-raised px-2.5 text-sm text-ink focus-visible:outline-offset-0';

/** One limit: none, a number or, for a person, that of the role. */
export function LimitField({ label, value, inherited, onChange }: LimitFieldProps) {
  const t = useText();
  const id = useId();
  const mode = value === undefined && inherited !== undefined ? 'inherit' : typeof value === 'number' ? 'own' : 'none';
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-[0.8125rem] font-medium">{label}</legend>
      <div className="flex flex-wrap gap-2">
        <select
          aria-label={label}
          className={`${SELECT} min-w-40 flex-1`}
          value={mode}
          onChange={({ target }) =>
            onChange(target.value === 'inherit' ? undefined : target.value === 'own' ? 0 : null)
          }
        >
          {inherited !== undefined && (
            <option value="inherit">{t('console.limitInherited', { limit: inherited })}</option>
          )}
          <option value="none">{t('console.noLimit')}</option>
          <option value="own">{t('console.limitOwn')}</option>
        </select>
        {typeof value === 'number' && (
          <input
            id={id}
            type="number"
            min={0}
            max={1_000_000_000}
            step={1}
            required
            aria-label={t('console.limitNumber', { limit: label })}
            className={`${SELECT} w-36 tabular-nums`}
            value={Number.isNaN(value) ? '' : value}
            onChange={({ target }) => onChange(target.valueAsNumber)}
          />
        )}
      </div>
    </fieldset>
  );
}
