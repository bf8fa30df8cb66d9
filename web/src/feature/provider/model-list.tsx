import { type Provider, unwrap } from '@omniai/client';
import { useQueries } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { queryKey } from '../../lib/query-key.ts';
import { serverSentence } from '../../lib/server-sentence.ts';
import { useProviders } from '../../lib/use-providers.ts';
import { useText } from '../../lib/use-text.ts';
import type { FloatProps } from '../../ui/menu-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { ModelItem } from './model-item.tsx';
import { StatusDot } from './status-dot.tsx';

interface ModelListProps extends FloatProps {
  choice: ModelChoice | null;
  onChoose(choice: ModelChoice): void;
}

/** More than this are too many to look through. */
const FEW = 8;

/** Every model of every provider: how its provider does, how much it holds, what it takes. */
export function ModelList({ choice, onChoose, ...float }: ModelListProps) {
  const t = useText();
  const providers = useProviders().data?.providers.filter(({ is_expected }) => is_expected) ?? [];
  const lists = useModels(providers);
  const [words, setWords] = useState('');
  const count = lists.reduce((sum, { data }) => sum + (data?.models.length ?? 0), 0);
  const choose = (model: ModelChoice) => {
    onChoose(model);
    float.onOpenChange(false);
  };
  return (
    <Popover {...float} label={t('common.chooseModel')}>
      <Command loop label={t('common.chooseModel')} defaultValue={choice ? toValue(choice) : ''}>
        <Command.Input
          value={words}
          onValueChange={setWords}
          placeholder={t('common.searchModels')}
          className={
            count > FEW
              ? 'h-11 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-faint sm:text-sm'
              : 'sr-only'
          }
        />
        <Command.List label={t('common.chooseModel')} className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5">
          {words !== '' && (
            <Command.Empty className="px-3 py-4 text-sm text-soft">{t('common.noSuchModel')}</Command.Empty>
          )}
          {providers.map((provider, index) => (
            <Command.Group
              key={provider.id}
              heading={<Heading provider={provider} />}
              className="not-first:mt-1.5 not-first:border-t not-first:border-line not-first:pt-1"
            >
              <Remark provider={provider} list={lists[index]} />
              {lists[index]?.data?.models.map((model) => {
                const value = toValue({ provider: provider.id, model: model.id });
                return (
                  <ModelItem
                    key={model.id}
                    model={model}
                    value={value}
                    isChosen={choice !== null && toValue(choice) === value}
                    onSelect={() => choose({ provider: provider.id, model: model.id })}
                  />
                );
              })}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Popover>
  );
}

function useModels(providers: readonly Provider[]) {
  const api = useApi();
  return useQueries({
    queries: providers.map(({ id, status }) => ({
      queryKey: queryKey.models(id),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        unwrap(api.http.GET('/providers/{id}/models', { params: { path: { id } }, signal })),
      enabled: status !== 'down',
      retry: false,
    })),
  });
}

function Heading({ provider }: { provider: Provider }) {
  return (
    <span className="flex items-center gap-2 px-2.5 pt-2 pb-1 text-xs font-medium text-faint">
      <StatusDot status={provider.status} />
      {provider.name}
    </span>
  );
}

/** What is to be said where there are no models to choose. */
function Remark({ provider, list }: { provider: Provider; list: ReturnType<typeof useModels>[number] | undefined }) {
  const t = useText();
  const text = () => {
    if (provider.status === 'down') return provider.message && serverSentence(provider.message);
    if (list?.isPending) return t('common.loadingModels');
    if (!list?.data) return t('common.modelsFailed');
    return list.data.models.length === 0 ? t('common.modelsNone') : null;
  };
  const remark = text();
  return remark && <p className="px-2.5 pb-1.5 text-[0.8125rem] text-soft">{remark}</p>;
}

function toValue({ provider, model }: ModelChoice): string {
  return `${provider}\n${model}`;
}
