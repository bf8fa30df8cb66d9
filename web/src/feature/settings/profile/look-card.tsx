import { useState } from 'react';
import { chooseLanguage, i18n, LANGUAGES, languageOf } from '../../../lib/i18n.ts';
import type { MessageId } from '../../../lib/message-id.ts';
import { applyTheme, readTheme, type Theme } from '../../../lib/theme.ts';
import { useChangePreferences, usePreferences } from '../../../lib/use-preferences.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TimeZoneField } from './time-zone-field.tsx';

const THEMES: readonly [Theme, MessageId][] = [
  ['system', 'settings.themeSystem'],
  ['light', 'settings.themeLight'],
  ['dark', 'settings.themeDark'],
];
/** Every language by its own name, so that it is found by whoever can't read the one that is shown. */
const NAME = { en: 'English', de: 'Deutsch' };

/** Language, colours and time: each changes at once. */
export function LookCard() {
  const t = useText();
  const preferences = usePreferences();
  const change = useChangePreferences();
  const [theme, setTheme] = useState(readTheme);
  const changeLanguage = (tag: string) => {
    const language = languageOf(tag);
    if (!language) return;
    void chooseLanguage(language);
    change.mutate({ language });
  };
  const changeTheme = (value: string) => {
    const next = THEMES.find(([name]) => name === value)?.[0] ?? 'system';
    applyTheme(next);
    setTheme(next);
  };
  return (
    <Card title={t('settings.lookTitle')} description={t('settings.lookLead')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={t('settings.language')}
          hint={t('settings.languageHint')}
          value={i18n.locale}
          onChange={(event) => changeLanguage(event.target.value)}
        >
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language}>
              {NAME[language]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('settings.theme')}
          hint={t('settings.themeHint')}
          value={theme}
          onChange={(event) => changeTheme(event.target.value)}
        >
          {THEMES.map(([value, label]) => (
            <option key={value} value={value}>
              {t(label)}
            </option>
          ))}
        </SelectField>
        <QueryView query={preferences}>
          {({ time_zone }) => (
            <TimeZoneField timeZone={time_zone} onChange={(timeZone) => change.mutate({ time_zone: timeZone })} />
          )}
        </QueryView>
      </div>
    </Card>
  );
}
