import { Download } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { formatBytes } from '../../../lib/format.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { readExport } from './read-export.ts';

/** Everything of the person's in one archive. */
export function ExportCard() {
  const t = useText();
  const { http } = useApi();
  const [bytes, setBytes] = useState(0);
  const take = useAct(
    () => {
      setBytes(0);
      return readExport(http, setBytes);
    },
    { onDone: (archive) => saveFile(archive, `omniai-export-${new Date().toISOString().slice(0, 10)}.zip`) },
  );
  return (
    <Card
      title={t('settings.export')}
      description={t('settings.exportLead')}
      action={
        <Button size="small" look="primary" disabled={take.isPending} onClick={() => take.mutate()}>
          <Download size={15} aria-hidden="true" /> {t('settings.exportGo')}
        </Button>
      }
    >
      {take.isPending && <Notice kind="calm">{t('settings.exportRunning', { size: formatBytes(bytes) })}</Notice>}
      {take.isSuccess && <Notice kind="calm">{t('settings.exportDone', { size: formatBytes(bytes) })}</Notice>}
      {take.error && <Notice kind="danger">{take.error.message}</Notice>}
    </Card>
  );
}
