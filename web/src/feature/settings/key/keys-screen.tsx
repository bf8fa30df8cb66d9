import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { KeySquare } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { KeyRow } from './key-row.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { ProgramCard } from './program-card.tsx';

/** Keys by which programs act for a person. */
export function KeysScreen() {
  const t = useText();
  const api = useApi();
  const [isMaking, setMaking] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const keys = useQuery({
    queryKey: queryKey.settings('api-keys'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/account/api-keys', { signal })),
  });
  const show = (made: string) => {
    setMaking(false);
    setKey(made);
  };
  return (
    <>
      <Card
        title={t('settings.keys')}
        description={t('settings.keysLead')}
        action={
          <Button size="small" look="primary" onClick={() => setMaking(true)}>
            {t('settings.keyMake')}
          </Button>
        }
      >
        <QueryView query={keys}>
          {({ api_keys: list }) =>
            list.length === 0 ? (
              <EmptyState icon={<KeySquare size={26} />} title={t('settings.keysEmpty')}>
                {t('settings.keysEmptyLead')}
              </EmptyState>
            ) : (
              <ul className="grid divide-y divide-line">
                {list.map((entry) => (
                  <KeyRow key={entry.id} apiKey={entry} />
                ))}
              </ul>
            )
          }
        </QueryView>
      </Card>
      <ProgramCard />
      {isMaking && <KeyDialog onMade={show} onClose={() => setMaking(false)} />}
      {key !== null && <NewKeyDialog secret={key} onClose={() => setKey(null)} />}
    </>
  );
}
