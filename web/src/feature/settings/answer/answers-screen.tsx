import { usePreferences } from '../../../lib/use-preferences.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { PreferenceSwitch } from '../shared/preference-switch.tsx';
import { PromptCard } from './prompt-card.tsx';
import { RetentionCard } from './retention-card.tsx';
import { ToolsCard } from './tools-card.tsx';

/** What answers are like, what they may know and use, and how long they are kept. */
export function AnswersScreen() {
  const t = useText();
  const query = usePreferences();
  return (
    <QueryView query={query}>
      {(preferences) => (
        <>
          <PromptCard preferences={preferences} />
          <Card title={t('settings.memoriesTitle')}>
            <PreferenceSwitch
              preferences={preferences}
              name="inject_memories"
              label={t('settings.memoriesUse')}
              hint={t('settings.memoriesUseHint')}
            />
            <PreferenceSwitch
              preferences={preferences}
              name="suggest_memories"
              label={t('settings.memoriesSuggest')}
              hint={t('settings.memoriesSuggestHint')}
            />
          </Card>
          <Card title={t('settings.conversationsTitle')}>
            <PreferenceSwitch
              preferences={preferences}
              name="title_by_model"
              label={t('settings.titles')}
              hint={t('settings.titlesHint')}
            />
            <PreferenceSwitch
              preferences={preferences}
              name="summarise_conversations"
              label={t('settings.summaries')}
              hint={t('settings.summariesHint')}
            />
            <PreferenceSwitch
              preferences={preferences}
              name="vendor_conversations"
              label={t('settings.vendor')}
              hint={t('settings.vendorHint')}
            />
          </Card>
          <ToolsCard preferences={preferences} />
          <RetentionCard preferences={preferences} />
        </>
      )}
    </QueryView>
  );
}
