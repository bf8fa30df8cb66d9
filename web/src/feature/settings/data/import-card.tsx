import { unwrap } from '@omniai/client';
import { useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { readerLocale } from '../../../lib/reader-locale.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';

/** An archive of this or another server put back. */
export function ImportCard() {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState(0);
  const bring = useAct(
    (archive: File) => {
      setShare(0);
      const headers = { 'content-type': 'application/zip' };
      return unwrap(api.http.POST('/account/import', { headers, fetch: api.carry(archive, setShare) }));
    },
    // Nothing on the page is as it was.
    { onDone: () => void queryClient.invalidateQueries() },
  );
  const percent = new Intl.NumberFormat(readerLocale(), { style: 'percent' }).format(share);
  return (
    <Card
      title={t('settings.import')}
      description={t('settings.importLead')}
      action={
        <Button size="small" disabled={bring.isPending} onClick={() => field.current?.click()}>
          <Upload size={15} aria-hidden="true" /> {t('settings.importGo')}
        </Button>
      }
    >
      <input
        ref={field}
        type="file"
        accept=".zip,application/zip"
        hidden
        onChange={({ target }) => {
          const archive = target.files?.[0];
          if (archive) bring.mutate(archive);
          target.value = '';
        }}
      />
      {bring.isPending && (
        <Notice kind="calm">
          {share < 1 ? t('settings.importSending', { percent }) : t('settings.importReading')}
        </Notice>
      )}
      {bring.data && (
        <Notice kind="calm">
          {t('settings.importDone', { added: total(bring.data.imported), known: total(bring.data.skipped) })}
        </Notice>
      )}
      {bring.error && <Notice kind="danger">{bring.error.message}</Notice>}
    </Card>
  );
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
