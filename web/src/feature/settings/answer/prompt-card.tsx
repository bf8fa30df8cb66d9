import { useState } from 'react';
import { SPACE_NAME } from '../../../lib/space-name.ts';
import { say } from '../../../lib/toast.ts';
import { type Preferences, useChangePreferences } from '../../../lib/use-preferences.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { SettingForm } from '../shared/setting-form.tsx';
import { SPACES, type SpaceId } from './space-id.ts';

const MAX_LENGTH = 8_000;

/** How answers are to be: everywhere, or in the conversations of one space. */
export function PromptCard({ preferences }: { preferences: Preferences }) {
  const t = useText();
  const [space, setSpace] = useState<SpaceId | null>(null);
  return (
    <Card title={t('settings.promptTitle')} description={t('settings.promptLead')}>
      <div className="max-w-lg">
        <SelectField
          label={t('settings.promptWhere')}
          value={space ?? ''}
          onChange={(event) => setSpace(SPACES.find((id) => id === event.target.value) ?? null)}
        >
          <option value="">{t('settings.promptEverywhere')}</option>
          {SPACES.map((id) => (
            <option key={id} value={id}>
              {t('settings.promptIn', { space: t(SPACE_NAME[id]) })}
            </option>
          ))}
        </SelectField>
      </div>
      <PromptForm key={space} preferences={preferences} space={space} />
    </Card>
  );
}

function PromptForm({ preferences, space }: { preferences: Preferences; space: SpaceId | null }) {
  const t = useText();
  const { system_prompt, space_prompts } = preferences;
  const kept = (space === null ? system_prompt : space_prompts[space]) ?? '';
  const [text, setText] = useState(kept);
  const typed = text.trim();
  const change = useChangePreferences();
  const mutate = () => {
    const { [space ?? 'none']: _replaced, ...others } = space_prompts;
    const prompts = space === null || typed === '' ? others : { ...others, [space]: typed };
    const wish = space === null ? { system_prompt: typed === '' ? null : typed } : { space_prompts: prompts };
    change.mutate(wish, { onSuccess: () => say(t('settings.promptSaved')) });
  };
  return (
    <SettingForm
      submitLabel={t('settings.save')}
      isReady={typed !== kept}
      act={{ mutate, isPending: change.isPending, error: null }}
    >
      <TextArea
        label={t('settings.prompt')}
        hint={space === null ? undefined : t('settings.promptSpaceHint')}
        placeholder={t('settings.promptExample')}
        rows={5}
        maxLength={MAX_LENGTH}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </SettingForm>
  );
}
