import { type ApiSchemas, unwrap } from '@omniai/client';
import { FileText, Image } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { formatBytes } from '../../../lib/format.ts';
import { formatDay } from '../../../lib/format-moment.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';

export function FileRow({ file: { id, name, bytes, kind, created_at } }: { file: ApiSchemas['File'] }) {
  const t = useText();
  const api = useApi();
  const [isAsking, setAsking] = useState(false);
  const remove = useAct(() => unwrap(api.http.DELETE('/files/{id}', { params: { path: { id } } })), {
    refresh: [queryKey.settings('files'), ['messages']],
  });
  const Icon = kind === 'image' ? Image : FileText;
  return (
    <li className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
      <Icon size={18} className="shrink-0 text-soft" aria-hidden="true" />
      <div className="grid min-w-0 flex-1 text-sm">
        <p className="truncate font-medium">{name}</p>
        <p className="text-[0.8125rem] text-soft">{`${formatBytes(bytes)} · ${formatDay(created_at)}`}</p>
      </div>
      <Button size="small" aria-label={t('settings.deleteNamed', { name })} onClick={() => setAsking(true)}>
        {t('settings.delete')}
      </Button>
      {isAsking && (
        <AskDialog
          title={t('settings.deleteNamed', { name })}
          description={t('settings.fileDeleteLead')}
          doLabel={t('settings.delete')}
          act={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
