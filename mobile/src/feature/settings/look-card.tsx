import { useStore } from 'zustand';
import { type Language, languageOf } from '../../lib/i18n.ts';
import { chooseLook, look, type Theme } from '../../lib/look.ts';
import type { MessageId } from '../../lib/message-id.ts';
import { useChangePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { useLocale } from './use-locale.ts';

const THEMES: readonly [Theme, MessageId][] = [
  ['system', 'settings.themeSystem'],
  ['light', 'settings.themeLight'],
  ['dark', 'settings.themeDark'],
];
/** Every language by its own name, so that it is found by whoever can't read the one that is shown. */
const LANGUAGES: readonly { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
];

/** Language and colours: each changes at once. The server speaks the language too; the colours are this phone's. */
export function LookCard() {
  const t = useText();
  const { theme } = useStore(look);
  const change = useChangePreferences();
  const speak = (language: Language) => {
    chooseLook({ language });
    change.mutate({ language });
  };
  return (
    <Card title={t('settings.look')}>
      <ChoiceRow
        label={t('settings.language')}
        value={languageOf(useLocale()) ?? 'en'}
        choices={LANGUAGES}
        onChange={speak}
      />
      <ChoiceRow
        label={t('settings.theme')}
        value={theme}
        choices={THEMES.map(([value, label]) => ({ value, label: t(label) }))}
        onChange={(chosen) => chooseLook({ theme: chosen })}
      />
    </Card>
  );
}
