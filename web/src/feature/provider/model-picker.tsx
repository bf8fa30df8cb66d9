import type { Provider } from '@omniai/client';
import { ChevronDown } from 'lucide-react';
import { lazy } from 'react';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { useProviders } from '../../lib/use-providers.ts';
import { type Text, useText } from '../../lib/use-text.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import { StatusDot } from './status-dot.tsx';

const ModelList = lazy(() => import('./model-list.tsx').then((module) => ({ default: module.ModelList })));

interface ModelPickerProps {
  /** What answers next; null as long as the server decides and has not said. */
  choice: ModelChoice | null;
  onChoose(choice: ModelChoice): void;
}

export function ModelPicker({ choice, onChoose }: ModelPickerProps) {
  const t = useText();
  const { data } = useProviders();
  const chosen = data?.providers.find((provider) => provider.id === choice?.provider);
  return (
    <MenuButton
      kind="dialog"
      content={(float) => <ModelList {...float} choice={choice} onChoose={onChoose} />}
      className="flex h-9 min-w-0 items-center gap-2 rounded-lg px-2.5 text-sm font-medium hover:bg-hover data-[state=open]:bg-hover"
    >
      {chosen && <StatusDot status={chosen.status} />}
      <span className="sr-only">{t('common.model')} </span>
      <span className="truncate">{labelOf(choice, chosen, t)}</span>
      <ChevronDown size={15} className="shrink-0 text-soft" aria-hidden="true" />
    </MenuButton>
  );
}

function labelOf(choice: ModelChoice | null, provider: Provider | undefined, t: Text): string {
  if (!choice) return t('common.chooseModel');
  return provider && !provider.is_model ? t('common.noModel', { name: provider.name }) : choice.model;
}
