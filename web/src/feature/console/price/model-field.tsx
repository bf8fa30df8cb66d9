import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { useText } from '../../../lib/use-text.ts';

export interface ModelName {
  provider: string;
  model: string;
}

interface ModelFieldProps {
  /** Which of several it is, for who cannot see where it stands. */
  label: string;
  value: ModelName;
  providers: readonly { id: string; name: string }[];
  onChange(value: ModelName): void;
}

const FIELD =
  'h-10 min-w-0 rounded-lg border border-line-strong bg-raised px-2.5 text-sm text-ink placeholder:text-faint focus-visible:outline-offset-0';

/** A model of a provider: chosen from those it lists, or typed where it is away. */
export function ModelField({ label, value, providers, onChange }: ModelFieldProps) {
  const t = useText();
  const api = useApi();
  const listId = useId();
  const { data } = useQuery({
    queryKey: queryKey.models(value.provider),
    queryFn: ({ signal }) =>
      unwrap(api.http.GET('/providers/{id}/models', { params: { path: { id: value.provider } }, signal })),
    enabled: providers.some(({ id }) => id === value.provider),
    retry: false,
  });
  const isListed = providers.some(({ id }) => id === value.provider);
  return (
    <div className="grid min-w-0 flex-1 grid-cols-2 gap-2">
      <span className="relative grid">
        <select
          aria-label={`${label}: ${t('console.provider')}`}
          className={`${FIELD} appearance-none truncate pr-8`}
          value={value.provider}
          onChange={({ target }) => onChange({ provider: target.value, model: '' })}
        >
          {!isListed && <option value={value.provider}>{value.provider}</option>}
          {providers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <ChevronDown
          size={15}
          className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-soft"
          aria-hidden="true"
        />
      </span>
      <input
        aria-label={`${label}: ${t('console.model')}`}
        className={FIELD}
        list={listId}
        required
        maxLength={300}
        placeholder={t('console.model')}
        autoComplete="off"
        spellCheck={false}
        value={value.model}
        onChange={({ target }) => onChange({ ...value, model: target.value })}
      />
      <datalist id={listId}>
        {data?.models.map(({ id }) => (
          <option key={id} value={id} />
        ))}
      </datalist>
    </div>
  );
}
