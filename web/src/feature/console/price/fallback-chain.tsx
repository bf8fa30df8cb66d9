import { X } from 'lucide-react';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ModelField, type ModelName } from './model-field.tsx';

export interface Chain extends ModelName {
  fallbacks: ModelName[];
}

const MOST_FALLBACKS = 5;

interface FallbackChainProps {
  label: string;
  chain: Chain;
  providers: readonly { id: string; name: string }[];
  onChange(chain: Chain): void;
  onRemove(): void;
}

/** A model, and those that answer in its place. */
export function FallbackChain({ label, chain, providers, onChange, onRemove }: FallbackChainProps) {
  const t = useText();
  const setFallbacks = (fallbacks: ModelName[]) => onChange({ ...chain, fallbacks });
  return (
    <fieldset className="grid gap-3 rounded-xl border border-line p-4">
      <legend className="sr-only">{label}</legend>
      <div className="flex items-center gap-2">
        <ModelField
          label={label}
          value={chain}
          providers={providers}
          onChange={(model) => onChange({ ...chain, ...model })}
        />
        <IconButton label={`${label}: ${t('console.remove')}`} onClick={onRemove}>
          <X size={16} />
        </IconButton>
      </div>
      <p className="text-[0.8125rem] text-soft">{t('console.thenAsk')}</p>
      {chain.fallbacks.map((fallback, index) => {
        const name = `${label}, ${t('console.standIn', { number: index + 1 })}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is what is edited, and every field shows its value
          <div key={index} className="flex items-center gap-2">
            <span className="w-5 shrink-0 text-center text-sm text-soft tabular-nums">{index + 1}</span>
            <ModelField
              label={name}
              value={fallback}
              providers={providers}
              onChange={(model) => setFallbacks(chain.fallbacks.with(index, model))}
            />
            <IconButton
              label={`${name}: ${t('console.remove')}`}
              disabled={chain.fallbacks.length === 1}
              onClick={() => setFallbacks(chain.fallbacks.toSpliced(index, 1))}
            >
              <X size={16} />
            </IconButton>
          </div>
        );
      })}
      {chain.fallbacks.length < MOST_FALLBACKS && (
        <Button
          size="small"
          look="quiet"
          className="justify-self-start"
          onClick={() => setFallbacks([...chain.fallbacks, { provider: chain.provider, model: '' }])}
        >
          {t('console.addStandIn')}
        </Button>
      )}
    </fieldset>
  );
}
