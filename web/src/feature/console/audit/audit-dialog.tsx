import type { ApiSchemas } from '@omniai/client';
import { formatMoment } from '../../../lib/format-moment.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Fact } from '../shared/fact.tsx';

interface AuditDialogProps {
  entry: ApiSchemas['AuditEntry'];
  nameOf(userId: string): string;
  onClose(): void;
}

/** Everything that stands in one entry. */
export function AuditDialog({ entry, nameOf, onClose }: AuditDialogProps) {
  const t = useText();
  const { actor_id, target, details } = entry;
  return (
    <Dialog title={entry.action} description={formatMoment(entry.at)} onClose={onClose}>
      <dl className="grid gap-3 text-sm">
        <Fact name={t('console.entryNumber')}>{entry.seq}</Fact>
        <Fact name={t('console.actor')}>{actor_id ? `${nameOf(actor_id)} (${actor_id})` : t('console.nobody')}</Fact>
        {target && (
          <Fact name={t('console.target')}>
            {target.type} {target.id}
          </Fact>
        )}
        {entry.ip && <Fact name={t('console.ip')}>{entry.ip}</Fact>}
        {entry.request_id && <Fact name={t('console.requestId')}>{entry.request_id}</Fact>}
        {Object.entries(details).map(([name, value]) => (
          <Fact key={name} name={name}>
            {String(value)}
          </Fact>
        ))}
        <Fact name={t('console.hash')}>
          <code className="font-mono text-xs break-all">{entry.hash}</code>
        </Fact>
      </dl>
      <Button className="justify-self-end" onClick={onClose}>
        {t('common.close')}
      </Button>
    </Dialog>
  );
}
