import type { ApiSchemas } from '@omniai/client';
import { formatBytes, formatCount } from '../../../lib/format.ts';
import { formatMoment } from '../../../lib/format-moment.ts';
import { useText } from '../../../lib/use-text.ts';
import { Table, TableCell } from '../../../ui/table.tsx';

export function BackupTable({ backups }: { backups: readonly ApiSchemas['Backup'][] }) {
  const t = useText();
  const columns = [
    t('console.when'),
    t('console.size'),
    t('console.messages'),
    t('console.files'),
    t('console.version'),
    t('console.folder'),
  ];
  return (
    <Table label={t('console.backups')} columns={columns} isStacked>
      {backups.map((backup) => (
        <tr key={backup.name}>
          <TableCell className="font-medium whitespace-nowrap sm:font-normal">
            {formatMoment(backup.created_at)}
          </TableCell>
          <TableCell label={t('console.size')} className="whitespace-nowrap tabular-nums">
            {formatBytes(backup.bytes)}
          </TableCell>
          <TableCell label={t('console.messages')} className="tabular-nums">
            {formatCount(backup.rows.messages ?? 0)}
          </TableCell>
          <TableCell label={t('console.files')} className="whitespace-nowrap tabular-nums">
            {backup.files ? `${formatCount(backup.files.count)} (${formatBytes(backup.files.bytes)})` : '–'}
          </TableCell>
          <TableCell label={t('console.version')}>{backup.version}</TableCell>
          <TableCell className="font-mono text-[0.8125rem] break-all text-soft sm:whitespace-nowrap">
            {backup.name}
          </TableCell>
        </tr>
      ))}
    </Table>
  );
}
