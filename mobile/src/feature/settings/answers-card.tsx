import { useChangePreferences, usePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Switch } from '../../ui/switch.tsx';

/** What is done with conversations. */
export function AnswersCard() {
  const t = useText();
  const preferences = usePreferences();
  const change = useChangePreferences();
  return (
    <Card title={t('settings.answers')}>
      <QueryView query={preferences}>
        {({ title_by_model, inject_memories }) => (
          <>
            <Switch
              label={t('settings.titles')}
              detail={t('settings.titlesHint')}
              isOn={title_by_model}
              onChange={(isOn) => change.mutate({ title_by_model: isOn })}
            />
            <Switch
              label={t('settings.memoriesUse')}
              detail={t('settings.memoriesUseHint')}
              isOn={inject_memories}
              onChange={(isOn) => change.mutate({ inject_memories: isOn })}
            />
          </>
        )}
      </QueryView>
    </Card>
  );
}
