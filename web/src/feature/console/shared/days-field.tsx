import { useText } from '../../../lib/use-text.ts';
import { TextField } from '../../../ui/text-field.tsx';

interface DaysFieldProps {
  label: string;
  /** null: for ever. */
  days: number | null;
  onChange(days: number | null): void;
}

/** How many days something is kept. */
export function DaysField({ label, days, onChange }: DaysFieldProps) {
  const t = useText();
  return (
    <TextField
      type="number"
      label={label}
      min={1}
      max={36_500}
      step={1}
      placeholder={t('console.forever')}
      value={days ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : target.valueAsNumber)}
    />
  );
}
