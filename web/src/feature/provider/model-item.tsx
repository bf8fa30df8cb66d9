import type { Model } from '@omniai/client';
import { Command } from 'cmdk';
import { Check, Image, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatContextLength, formatCount } from '../../lib/format.ts';
import { useText } from '../../lib/use-text.ts';

interface ModelItemProps {
  model: Model;
  value: string;
  isChosen: boolean;
  onSelect(): void;
}

/** One model: its name, what it takes, and how much it holds at once. */
export function ModelItem({ model, value, isChosen, onSelect }: ModelItemProps) {
  const t = useText();
  return (
    <Command.Item
      value={value}
      keywords={[model.name]}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default items-center gap-2 rounded-lg px-2.5 py-1.5 text-sm select-none data-[selected=true]:bg-hover"
    >
      <span className={`min-w-0 flex-1 truncate ${isChosen ? 'font-medium' : ''}`}>{model.name}</span>
      {model.takes_images && <Ability icon={<Image size={13} />} label={t('common.takesImages')} />}
      {model.takes_tools && <Ability icon={<Wrench size={13} />} label={t('common.takesTools')} />}
      {model.context_length !== null && (
        <span
          className="w-9 shrink-0 text-right text-xs text-soft tabular-nums"
          title={t('common.contextLength', { count: formatCount(model.context_length) })}
        >
          {formatContextLength(model.context_length)}
          <span className="sr-only"> {t('common.ofContext')}</span>
        </span>
      )}
      <span className="flex w-4 shrink-0 justify-end text-accent">
        {isChosen && (
          <>
            <Check size={15} aria-hidden="true" />
            <span className="sr-only">{t('common.chosen')}</span>
          </>
        )}
      </span>
    </Command.Item>
  );
}

function Ability({ icon, label }: { icon: ReactNode; label: string }) {
  return (
    <span className="shrink-0 text-soft" title={label}>
      <span aria-hidden="true">{icon}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
