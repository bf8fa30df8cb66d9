import { unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { formatBytes, formatElapsed } from '../../../lib/format.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';
import { useElapsed } from '../shared/use-elapsed.ts';

/** Makes a backup now, and waits for the test restore that proves it. */
export function BackupMaker() {
  const t = useText();
  const api = useApi();
  const [keep, setKeep] = useState('');
  const make = useAdminAct(() =>
    unwrap(api.http.POST('/admin/backup', { body: keep === '' ? {} : { keep: Number(keep) } })),
  );
  const elapsedMs = useElapsed(make.isPending);
  return (
    <Card title={t('console.makeBackup')} description={t('console.makeBackupLead')}>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <div className="min-w-48 flex-1 sm:max-w-64">
          <TextField
            type="number"
            min={1}
            max={1_000}
            label={t('console.keepBackups')}
            placeholder={t('console.keepAll')}
            value={keep}
            onChange={({ target }) => setKeep(target.value)}
          />
        </div>
        <Button type="submit" look="primary" className="h-11" disabled={make.isPending}>
          {t('console.makeBackupNow')}
        </Button>
      </form>
      {make.isPending && (
        <div className="grid gap-2">
          <div className="h-1.5 overflow-hidden rounded-full bg-line">
            <div className="h-full w-1/3 animate-pulse rounded-full bg-accent" />
          </div>
          <p role="status" className="text-sm text-soft">
            {t('console.makingBackup')} <span aria-hidden="true">{formatElapsed(elapsedMs)}</span>
          </p>
        </div>
      )}
      {make.error && <Notice kind="danger">{make.error.message}</Notice>}
      {make.data && (
        <Notice kind="calm">{t('console.backupMade', { size: formatBytes(make.data.backup.bytes) })}</Notice>
      )}
    </Card>
  );
}
