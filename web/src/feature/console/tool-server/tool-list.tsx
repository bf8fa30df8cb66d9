import { type ApiSchemas, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ToolRow } from './tool-row.tsx';

/** Which tools models may use, and before which people are asked. */
export function ToolList({ server }: { server: ApiSchemas['ToolServer'] }) {
  const t = useText();
  const api = useApi();
  const [tools, setTools] = useState(server.tools);
  const save = useAct(
    () =>
      unwrap(
        api.http.PATCH('/admin/tool-servers/{id}', {
          params: { path: { id: server.id } },
          body: {
            allowed_tools: tools
              .filter(({ is_allowed }) => is_allowed)
              .map(({ name, is_write }) => ({ name, is_write })),
          },
        }),
      ),
    { refresh: [queryKey.console('tool-servers')], onDone: () => say(t('console.saved')) },
  );
  const isChanged = tools.some((tool, index) => {
    const before = server.tools[index];
    return tool.is_allowed !== before?.is_allowed || tool.is_write !== before.is_write;
  });
  return (
    <div className="grid gap-4">
      <ul className="divide-y divide-line rounded-xl border border-line">
        {tools.map((tool, index) => (
          <ToolRow key={tool.name} tool={tool} onChange={(next) => setTools(tools.with(index, next))} />
        ))}
      </ul>
      {save.error && <Notice kind="danger">{save.error.message}</Notice>}
      <Button
        look="primary"
        size="small"
        className="justify-self-start"
        disabled={!isChanged || save.isPending}
        onClick={() => save.mutate()}
      >
        {t('console.saveTools')}
      </Button>
    </div>
  );
}
