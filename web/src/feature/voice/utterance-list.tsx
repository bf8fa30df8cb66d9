import { useNow } from '../../lib/use-now.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { PageView } from '../../ui/page-view.tsx';
import { useUtterances } from './use-utterances.ts';
import { UtteranceItem } from './utterance-item.tsx';

/** What was said to the assistant. */
export function UtteranceList() {
  const t = useText();
  const utterances = useUtterances();
  const nowMs = useNow();
  return (
    <Card title={t('voice.saidTitle')} description={t('voice.saidLead')}>
      <PageView pages={utterances} empty={<p className="text-sm text-soft">{t('voice.saidNone')}</p>}>
        {(items) => (
          <ol className="divide-y divide-line">
            {items.map((utterance) => (
              <UtteranceItem key={utterance.id} utterance={utterance} nowMs={nowMs} />
            ))}
          </ol>
        )}
      </PageView>
    </Card>
  );
}
