import { unwrap } from '@omniai/client';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { usePages } from '../../../lib/use-pages.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { PageView } from '../../../ui/page-view.tsx';
import { FileRow } from './file-row.tsx';

/** What was sent along with messages and still lies on the server. */
export function FilesCard() {
  const t = useText();
  const api = useApi();
  const pages = usePages(queryKey.settings('files'), (cursor, signal) =>
    unwrap(api.http.GET('/files', { signal, params: { query: { ...(cursor !== undefined && { cursor }) } } })),
  );
  return (
    <Card title={t('settings.files')} description={t('settings.filesLead')}>
      <PageView pages={pages} empty={<p className="text-sm text-soft">{t('settings.filesEmpty')}</p>}>
        {(files) => (
          <ul className="grid divide-y divide-line">
            {files.map((file) => (
              <FileRow key={file.id} file={file} />
            ))}
          </ul>
        )}
      </PageView>
    </Card>
  );
}
