import { RadioGroup } from 'radix-ui';
import { useText } from '../../../lib/use-text.ts';
import { KINDS, kindName } from './kind-name.ts';
import type { Kind } from './use-admin-providers.ts';

interface KindPickerProps {
  kind: Kind;
  onChange(kind: Kind): void;
}

/** What kind of server it is. */
export function KindPicker({ kind, onChange }: KindPickerProps) {
  const t = useText();
  const hints: Record<Kind, string> = {
    lmstudio: t('console.kindLmstudioHint'),
    ollama: t('console.kindOllamaHint'),
    openai: t('console.kindOpenaiHint'),
    anthropic: t('console.kindAnthropicHint'),
    google: t('console.kindGoogleHint'),
    openai_compatible: t('console.kindCompatibleHint'),
  };
  return (
    <RadioGroup.Root
      aria-label={t('console.kind')}
      value={kind}
      onValueChange={(value) => onChange(KINDS.find((name) => name === value) ?? kind)}
      className="grid grid-cols-2 gap-2 xl:grid-cols-3"
    >
      {KINDS.map((name) => (
        <RadioGroup.Item
          key={name}
          value={name}
          className="grid content-start gap-0.5 rounded-xl border border-line p-3 text-left hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
        >
          <span className="text-sm font-medium">{kindName(name, t)}</span>
          <span className="text-[0.8125rem] text-soft">{hints[name]}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
