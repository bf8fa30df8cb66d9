import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { Wrench } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { ToolServerCard } from './tool-server-card.tsx';
import { ToolServerMaker } from './tool-server-maker.tsx';

/** Servers whose tools models may use. */
export function ToolServersScreen() {
  const t = useText();
  const api = useApi();
  const [isMaking, setMaking] = useState(false);
  const servers = useQuery({
    queryKey: queryKey.console('tool-servers'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/admin/tool-servers', { signal })),
  });
  const add = (
    <Button look="primary" onClick={() => setMaking(true)}>
      {t('console.addToolServer')}
    </Button>
  );
  return (
    <>
      <ScreenHead title={t('console.toolServers')} lead={t('console.toolServersLead')} action={add} />
      <QueryView query={servers}>
        {({ tool_servers }) =>
          tool_servers.length === 0 ? (
            <EmptyState icon={<Wrench />} title={t('console.noToolServers')}>
              {t('console.noToolServersLead')}
            </EmptyState>
          ) : (
            tool_servers.map((server) => <ToolServerCard key={server.id} server={server} />)
          )
        }
      </QueryView>
      {isMaking && <ToolServerMaker onClose={() => setMaking(false)} />}
    </>
  );
}
