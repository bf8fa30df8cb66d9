import { Archive } from 'lucide-react';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { BackupMaker } from './backup-maker.tsx';
import { BackupTable } from './backup-table.tsx';
import { useBackups } from './use-backups.ts';

/** Snapshots of everything: to make one, to see them, and how one comes back. */
export function BackupsScreen() {
  const t = useText();
  const backups = useBackups();
  return (
    <>
      <ScreenHead title={t('console.backups')} lead={t('console.backupsLead')} />
      <BackupMaker />
      <QueryView query={backups}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<Archive />} title={t('console.noBackups')}>
              {t('console.noBackupsLead')}
            </EmptyState>
          ) : (
            <>
              <BackupTable backups={items} />
              <Card title={t('console.restore')} description={t('console.restoreLead')}>
                <ol className="grid list-decimal gap-2 pl-5 text-sm marker:text-faint">
                  <li>{t('console.restoreStop')}</li>
                  <li>
                    {t('console.restoreRun')}
                    <code className="mt-1.5 block overflow-x-auto rounded-lg bg-panel px-3 py-2 font-mono text-[0.8125rem]">
                      npx omniai restore {items[0]?.name} --force
                    </code>
                  </li>
                  <li>{t('console.restoreStart')}</li>
                </ol>
              </Card>
            </>
          )
        }
      </QueryView>
    </>
  );
}
