import { useText } from '../../../lib/use-text.ts';

interface FreeProvidersProps {
  providers: readonly { id: string; name: string }[];
  /** Ids. */
  free: readonly string[];
  onChange(free: string[]): void;
}

/** Whose tokens count against no limit. */
export function FreeProviders({ providers, free, onChange }: FreeProvidersProps) {
  const t = useText();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-[0.8125rem] font-medium">{t('console.freeProviders')}</legend>
      <p className="text-[0.8125rem] text-soft">{t('console.freeProvidersHint')}</p>
      <div className="flex flex-wrap gap-x-5 gap-y-2 pt-1">
        {providers.map(({ id, name }) => (
          <label key={id} className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={free.includes(id)}
              onChange={({ target }) => onChange(target.checked ? [...free, id] : free.filter((other) => other !== id))}
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
