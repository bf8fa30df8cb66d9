import type { ApiSchemas } from '@omniai/client';
import { formatAgo, formatDay } from '../../../lib/format-moment.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Table, TableCell } from '../../../ui/table.tsx';
import { RoleBadge } from '../people/person-badge.tsx';
import { Badge } from '../shared/badge.tsx';

type Invite = ApiSchemas['Invite'];

interface InviteTableProps {
  invites: readonly Invite[];
  onEnd(invite: Invite): void;
}

export function InviteTable({ invites, onEnd }: InviteTableProps) {
  const t = useText();
  const columns = [
    t('console.inviteFor'),
    t('console.role'),
    t('console.status'),
    t('console.uses'),
    t('console.expires'),
    <span key="act" className="sr-only">
      {t('console.endInvite')}
    </span>,
  ];
  return (
    <Table label={t('console.invites')} columns={columns} isStacked>
      {invites.map((invite) => (
        <tr key={invite.id}>
          <TableCell className="min-w-44">
            {invite.email ?? t('console.anybody')}
            <span className="block text-[0.8125rem] text-soft">
              {t('console.madeAgo', { ago: formatAgo(invite.created_at, Date.now()) })}
            </span>
          </TableCell>
          <TableCell label={t('console.role')}>
            <RoleBadge role={invite.role} />
          </TableCell>
          <TableCell label={t('console.status')}>
            <InviteStatus status={invite.status} />
          </TableCell>
          <TableCell label={t('console.uses')} className="whitespace-nowrap tabular-nums">
            {t('console.usedOf', { used: invite.uses, limit: invite.max_uses })}
          </TableCell>
          <TableCell label={t('console.expires')} className="whitespace-nowrap text-soft">
            {invite.expires_at ? formatDay(invite.expires_at) : t('console.never')}
          </TableCell>
          <TableCell className="sm:text-right">
            {invite.status === 'open' && (
              <Button size="small" className="sm:-my-1.5" onClick={() => onEnd(invite)}>
                {t('console.endInvite')}
              </Button>
            )}
          </TableCell>
        </tr>
      ))}
    </Table>
  );
}

function InviteStatus({ status }: { status: Invite['status'] }) {
  const t = useText();
  if (status === 'open') return <Badge tone="good">{t('console.inviteOpen')}</Badge>;
  return <Badge tone="calm">{t(status === 'used' ? 'console.inviteUsed' : 'console.inviteExpired')}</Badge>;
}
