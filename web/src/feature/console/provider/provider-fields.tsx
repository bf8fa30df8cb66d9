import { useText } from '../../../lib/use-text.ts';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { kindName, USUAL_ADDRESS } from './kind-name.ts';
import type { ProviderDraft } from './provider-draft.ts';

interface ProviderFieldsProps {
  draft: ProviderDraft;
  /** Whether a key is kept already. */
  hasKey: boolean;
  isNew: boolean;
  onChange(draft: ProviderDraft): void;
}

/** Where a provider is, its key, and what of it is shown first. */
export function ProviderFields({ draft, hasKey, isNew, onChange }: ProviderFieldsProps) {
  const t = useText();
  const change = (part: Partial<ProviderDraft>) => onChange({ ...draft, ...part });
  const needsAddress = draft.kind === 'openai_compatible';
  return (
    <>
      <TextField
        label={t('console.providerName')}
        required={!isNew}
        maxLength={60}
        placeholder={isNew ? kindName(draft.kind, t) : undefined}
        value={draft.name}
        onChange={({ target }) => change({ name: target.value })}
      />
      <TextField
        type="url"
        label={t('console.address')}
        hint={t(needsAddress ? 'console.addressNeededHint' : 'console.addressHint')}
        required={needsAddress}
        maxLength={500}
        placeholder={USUAL_ADDRESS[draft.kind]}
        value={draft.baseUrl}
        onChange={({ target }) => change({ baseUrl: target.value })}
      />
      <TextField
        type="password"
        label={t('console.apiKey')}
        hint={t(hasKey ? 'console.keyKeptHint' : 'console.keyHint')}
        autoComplete="off"
        maxLength={8_192}
        disabled={draft.isKeyRemoved}
        placeholder={hasKey ? '••••••••' : undefined}
        value={draft.key}
        onChange={({ target }) => change({ key: target.value })}
      />
      {hasKey && (
        <Switch
          label={t('console.removeKey')}
          isOn={draft.isKeyRemoved}
          onChange={(isKeyRemoved) => change({ isKeyRemoved, key: '' })}
        />
      )}
      <Switch
        label={t('console.allowPrivate')}
        hint={t('console.allowPrivateHint')}
        isOn={draft.isPrivateAllowed}
        onChange={(isPrivateAllowed) => change({ isPrivateAllowed })}
      />
      <Disclosure title={t('console.moreOptions')}>
        <div className="grid gap-4">
          <TextArea
            label={t('console.preferredModels')}
            hint={t('console.preferredModelsHint')}
            rows={3}
            spellCheck={false}
            value={draft.preferredModels}
            onChange={({ target }) => change({ preferredModels: target.value })}
          />
          <TextField
            type="number"
            label={t('console.position')}
            hint={t('console.positionHint')}
            min={0}
            max={1_000}
            required
            value={Number.isNaN(draft.position) ? '' : draft.position}
            onChange={({ target }) => change({ position: target.valueAsNumber })}
          />
        </div>
      </Disclosure>
    </>
  );
}
