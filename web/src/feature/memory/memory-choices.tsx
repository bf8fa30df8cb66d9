import { useChangePreferences, usePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Switch } from '../../ui/switch.tsx';

/** Whether answers know the memories, and whether the model may suggest some. */
export function MemoryChoices() {
  const t = useText();
  const preferences = usePreferences();
  const change = useChangePreferences();
  return (
    <Card title={t('context.memoryHow')}>
      <QueryView query={preferences}>
        {(chosen) => (
          <>
            <Switch
              label={t('context.memoryUse')}
              hint={t('context.memoryUseHint')}
              isOn={chosen.inject_memories}
              onChange={(isOn) => change.mutate({ inject_memories: isOn })}
            />
            <Switch
              label={t('context.memorySuggest')}
              hint={t('context.memorySuggestHint')}
              isOn={chosen.suggest_memories}
              onChange={(isOn) => change.mutate({ suggest_memories: isOn })}
            />
          </>
        )}
      </QueryView>
    </Card>
  );
}
