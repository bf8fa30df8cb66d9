import type { ApiSchemas } from '@omniai/client';
import type { ReactNode } from 'react';
import { formatAgo, formatDay } from '../../../lib/format-moment.ts';
import { useText } from '../../../lib/use-text.ts';
import { Table, TableCell } from '../../../ui/table.tsx';
import { RoleBadge, StatusBadge } from './person-badge.tsx';

interface PeopleTableProps {
  people: readonly ApiSchemas['AdminUser'][];
  linkTo(userId: string, name: string): ReactNode;
}

export function PeopleTable({ people, linkTo }: PeopleTableProps) {
  const t = useText();
  const columns = [
    t('console.person'),
    t('console.role'),
    t('console.status'),
    t('console.lastSeen'),
    t('console.memberSince'),
  ];
  return (
    <Table label={t('console.people')} columns={columns} isStacked>
      {people.map((person) => (
        <tr key={person.id}>
          <TableCell className="min-w-48">
            {linkTo(person.id, person.display_name || person.email)}
            {person.display_name && <span className="block text-[0.8125rem] break-all text-soft">{person.email}</span>}
          </TableCell>
          <TableCell label={t('console.role')}>
            <RoleBadge role={person.role} />
          </TableCell>
          <TableCell label={t('console.status')}>
            <StatusBadge status={person.status} />
          </TableCell>
          <TableCell label={t('console.lastSeen')} className="whitespace-nowrap text-soft">
            {person.last_seen_at ? formatAgo(person.last_seen_at, Date.now()) : t('console.never')}
          </TableCell>
          <TableCell label={t('console.memberSince')} className="whitespace-nowrap text-soft">
            {formatDay(person.created_at)}
          </TableCell>
        </tr>
      ))}
    </Table>
  );
}
