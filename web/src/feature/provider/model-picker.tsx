import type { Provider } from '@omniai/client';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { useProviders } from '../../lib/use-providers.ts';
import { MenuContent, MenuLabel, MenuRadioGroup, MenuRoot, MenuSeparator, MenuTrigger } from '../../ui/menu.tsx';
import { ProviderModels } from './provider-models.tsx';
import { StatusDot } from './status-dot.tsx';

interface ModelPickerProps {
  /** What answers next; null as long as the server decides and has not said. */
  choice: ModelChoice | null;
  onChoose(choice: ModelChoice): void;
}

export function ModelPicker({ choice, onChoose }: ModelPickerProps) {
  const [isOpen, setOpen] = useState(false);
  const { data } = useProviders();
  const providers = data?.providers ?? [];
  const chosen = providers.find((provider) => provider.id === choice?.provider);
  return (
    <MenuRoot open={isOpen} onOpenChange={setOpen} modal={false}>
      <MenuTrigger className="flex h-9 min-w-0 items-center gap-2 rounded-lg px-2.5 text-sm font-medium hover:bg-hover data-[state=open]:bg-hover">
        {chosen && <StatusDot status={chosen.status} />}
        <span className="sr-only">Model: </span>
        <span className="truncate">{labelOf(choice, chosen)}</span>
        <ChevronDown size={15} className="shrink-0 text-soft" aria-hidden="true" />
      </MenuTrigger>
      <MenuContent align="start" isWide>
        <MenuRadioGroup value={choice ? toValue(choice) : ''}>
          {providers.map((provider, index) => (
            <div key={provider.id}>
              {index > 0 && <MenuSeparator />}
              <ProviderHeading provider={provider} />
              <ProviderModels provider={provider} isOpen={isOpen} toValue={toValue} onChoose={onChoose} />
            </div>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </MenuRoot>
  );
}

function ProviderHeading({ provider }: { provider: Provider }) {
  return (
    <>
      <MenuLabel>
        <span className="flex items-center gap-2">
          <StatusDot status={provider.status} />
          {provider.name}
        </span>
      </MenuLabel>
      {provider.status === 'down' && provider.message && (
        <p className="px-2.5 pb-1.5 text-[0.8125rem] text-soft">{provider.message}</p>
      )}
    </>
  );
}

function toValue({ provider, model }: ModelChoice): string {
  return `${provider}\n${model}`;
}

function labelOf(choice: ModelChoice | null, provider: Provider | undefined): string {
  if (!choice) return 'Choose a model';
  return provider && !provider.is_model ? `${provider.name} (no model)` : choice.model;
}
