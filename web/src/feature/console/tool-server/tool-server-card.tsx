import { type ApiSchemas, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { formatAgo } from '../../../lib/format-moment.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { serverSentence } from '../../../lib/server-sentence.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { ToolList } from './tool-list.tsx';

type ToolServer = ApiSchemas['ToolServer'];

/** One server of tools: whether it answers, what it has, and what of it may be used. */
export function ToolServerCard({ server }: { server: ToolServer }) {
  const t = useText();
  const api = useApi();
  const [isAsking, setAsking] = useState(false);
  const params = { path: { id: server.id } };
  const refresh = [queryKey.console('tool-servers')];
  const check = useAct(() => unwrap(api.http.POST('/admin/tool-servers/{id}/check', { params })), { refresh });
  const enable = useAct(
    (is_enabled: boolean) => unwrap(api.http.PATCH('/admin/tool-servers/{id}', { params, body: { is_enabled } })),
    { refresh },
  );
  const remove = useAct(() => unwrap(api.http.DELETE('/admin/tool-servers/{id}', { params })), {
    refresh,
    onDone: () => say(t('console.deleted', { name: server.name })),
  });
  const error = check.error ?? enable.error;
  return (
    <Card title={server.name} description={<span className="break-all">{server.url}</span>}>
      <Switch
        label={t('console.toolServerOn')}
        hint={
          server.checked_at
            ? t('console.checkedAgo', { ago: formatAgo(server.checked_at, Date.now()) })
            : t('console.neverChecked')
        }
        isOn={server.is_enabled}
        isDisabled={enable.isPending}
        onChange={(isOn) => enable.mutate(isOn)}
      />
      {error && <Notice kind="danger">{error.message}</Notice>}
      {server.error && <Notice kind="warn">{serverSentence(server.error)}</Notice>}
      {server.tools.length > 0 ? (
        <ToolList key={server.updated_at} server={server} />
      ) : (
        <p className="text-sm text-soft">{t('console.noTools')}</p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="small" disabled={check.isPending} onClick={() => check.mutate()}>
          {t(check.isPending ? 'console.checking' : 'console.check')}
        </Button>
        <Button size="small" look="quiet" onClick={() => setAsking(true)}>
          {t('console.delete')}
        </Button>
      </div>
      {isAsking && (
        <AskDialog
          title={t('console.deleteToolServerAsk', { name: server.name })}
          description={t('console.deleteToolServerLead')}
          doLabel={t('console.delete')}
          act={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}
