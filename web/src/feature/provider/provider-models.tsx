import { type Model, type Provider, unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useApi } from '../../lib/api-context.tsx';
import { formatContextLength } from '../../lib/format.ts';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { queryKey } from '../../lib/query-key.ts';
import { MenuItemIndicator, MenuRadioItem } from '../../ui/menu.tsx';

interface ProviderModelsProps {
  provider: Provider;
  /** Models are asked for when the list is looked at. */
  isOpen: boolean;
  toValue(choice: ModelChoice): string;
  onChoose(choice: ModelChoice): void;
}

export function ProviderModels({ provider, isOpen, toValue, onChoose }: ProviderModelsProps) {
  const api = useApi();
  const { data, isPending } = useQuery({
    queryKey: queryKey.models(provider.id),
    queryFn: ({ signal }) =>
      unwrap(api.http.GET('/providers/{id}/models', { params: { path: { id: provider.id } }, signal })),
    enabled: isOpen && provider.status !== 'down',
    retry: false,
  });
  if (provider.status === 'down') return null;
  if (!data)
    return (
      <p className="px-2.5 py-1.5 text-sm text-faint">{isPending ? 'Loading models…' : 'No models could be listed.'}</p>
    );
  if (data.models.length === 0)
    return <p className="px-2.5 py-1.5 text-sm text-faint">No model is installed here yet.</p>;
  return data.models.map((model) => {
    const choice = { provider: provider.id, model: model.id };
    return (
      <MenuRadioItem key={model.id} value={toValue(choice)} onSelect={() => onChoose(choice)}>
        <span className="min-w-0 flex-1 truncate">{model.name}</span>
        <ContextLength model={model} />
        <span className="flex w-4 justify-end text-accent">
          <MenuItemIndicator>
            <Check size={15} />
          </MenuItemIndicator>
        </span>
      </MenuRadioItem>
    );
  });
}

function ContextLength({ model }: { model: Model }) {
  if (model.context_length === null) return null;
  return (
    <span className="text-xs text-faint tabular-nums" title={`${model.context_length} tokens of context`}>
      {formatContextLength(model.context_length)}
      <span className="sr-only"> tokens of context</span>
    </span>
  );
}
