import { X } from 'lucide-react';
import { useText } from '../../../lib/use-text.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ModelField } from './model-field.tsx';

interface Price {
  provider: string;
  model: string;
  /** For a million tokens. */
  prompt: number;
  completion: number;
}

interface PriceRowProps {
  label: string;
  price: Price;
  providers: readonly { id: string; name: string }[];
  onChange(price: Price): void;
  onRemove(): void;
}

const FIELD =
  'h-10 w-28 rounded-lg border border-line-strong bg-raised px-2.5 text-sm text-ink tabular-nums focus-visible:outline-offset-0';

/** What one model costs: what it reads, and what it writes. */
export function PriceRow({ label, price, providers, onChange, onRemove }: PriceRowProps) {
  const t = useText();
  const amount = (name: 'prompt' | 'completion', text: string) => (
    <label className="grid gap-1 text-[0.8125rem] text-soft">
      {text}
      <input
        type="number"
        min={0}
        max={1_000_000}
        step="any"
        required
        aria-label={`${label}: ${text}`}
        className={FIELD}
        value={Number.isNaN(price[name]) ? '' : price[name]}
        onChange={({ target }) => onChange({ ...price, [name]: target.valueAsNumber })}
      />
    </label>
  );
  return (
    <li className="flex flex-wrap items-end gap-2">
      <div className="flex min-w-0 flex-1 basis-72">
        <ModelField
          label={label}
          value={price}
          providers={providers}
          onChange={(model) => onChange({ ...price, ...model })}
        />
      </div>
      {amount('prompt', t('console.pricePrompt'))}
      {amount('completion', t('console.priceCompletion'))}
      <IconButton label={`${label}: ${t('console.remove')}`} onClick={onRemove}>
        <X size={16} />
      </IconButton>
    </li>
  );
}
