import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Measure, Split } from './group-usage.ts';
import { lastDays, type Range } from './range.ts';

interface UsageFilterProps {
  range: Range;
  split: Split;
  measure: Measure;
  onRange(range: Range): void;
  onSplit(split: Split): void;
  onMeasure(measure: Measure): void;
}

const PRESETS = [7, 30, 90];
const SPLITS: readonly Split[] = ['day', 'user', 'provider', 'model'];
const MEASURES: readonly Measure[] = ['messages', 'tokens', 'cost'];

/** Which days, told apart by what, and what is counted. */
export function UsageFilter({ range, split, measure, onRange, onSplit, onMeasure }: UsageFilterProps) {
  const t = useText();
  const splitNames: Record<Split, string> = {
    day: t('console.byDay'),
    user: t('console.byUser'),
    provider: t('console.byProvider'),
    model: t('console.byModel'),
  };
  const measureNames: Record<Measure, string> = {
    messages: t('console.messages'),
    tokens: t('console.tokens'),
    cost: t('console.cost'),
  };
  const change = (part: Partial<Range>) => {
    const next = { ...range, ...part };
    if (next.from !== '' && next.to !== '' && next.from <= next.to) onRange(next);
  };
  return (
    <div className="grid gap-3">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{t('console.range')}</legend>
        {PRESETS.map((days) => {
          const preset = lastDays(days, Date.now());
          const isChosen = preset.from === range.from && preset.to === range.to;
          return (
            <Button
              key={days}
              size="small"
              look={isChosen ? 'primary' : 'plain'}
              aria-pressed={isChosen}
              onClick={() => onRange(preset)}
            >
              {t('console.lastDays', { days })}
            </Button>
          );
        })}
      </fieldset>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <TextField
          type="date"
          label={t('console.from')}
          max={range.to}
          value={range.from}
          onChange={({ target }) => change({ from: target.value })}
        />
        <TextField
          type="date"
          label={t('console.to')}
          min={range.from}
          value={range.to}
          onChange={({ target }) => change({ to: target.value })}
        />
        <SelectField
          label={t('console.split')}
          value={split}
          onChange={({ target }) => onSplit(SPLITS.find((name) => name === target.value) ?? 'day')}
        >
          {SPLITS.map((name) => (
            <option key={name} value={name}>
              {splitNames[name]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('console.measure')}
          value={measure}
          onChange={({ target }) => onMeasure(MEASURES.find((name) => name === target.value) ?? 'messages')}
        >
          {MEASURES.map((name) => (
            <option key={name} value={name}>
              {measureNames[name]}
            </option>
          ))}
        </SelectField>
      </div>
    </div>
  );
}
