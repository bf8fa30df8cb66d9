import { type ApiSchemas, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { formatCount } from '../../../lib/format.ts';
import { formatAgo, formatDay } from '../../../lib/format-moment.ts';
import { type Text, useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Fact, Facts } from '../shared/fact.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';
import { RoleBadge, StatusBadge } from './person-badge.tsx';

type Person = ApiSchemas['AdminUserDetail'];
type Change = { role: Person['role'] } | { status: Person['status'] };

/** Who somebody is, and the two switches of an account: its role and whether it may be used. */
export function PersonAccount({ person }: { person: Person }) {
  const t = useText();
  const api = useApi();
  const [change, setChange] = useState<Change | null>(null);
  const close = () => setChange(null);
  const act = useAdminAct(
    (body: Change) => unwrap(api.http.PATCH('/admin/users/{id}', { params: { path: { id: person.id } }, body })),
    { onDone: close },
  );
  const ask = (next: Change) => {
    act.reset();
    setChange(next);
  };
  const isAdmin = person.role === 'admin';
  const isActive = person.status === 'active';
  return (
    <Card
      title={person.display_name || person.email}
      description={person.email}
      action={
        <div className="flex gap-1.5">
          <RoleBadge role={person.role} />
          <StatusBadge status={person.status} />
        </div>
      }
    >
      <Facts>
        <Fact name={t('console.memberSince')}>{formatDay(person.created_at)}</Fact>
        <Fact name={t('console.lastSeen')}>
          {person.last_seen_at ? formatAgo(person.last_seen_at, Date.now()) : t('console.never')}
        </Fact>
        <Fact name={t('console.conversations')}>{formatCount(person.conversations)}</Fact>
        <Fact name={t('console.messages')}>{formatCount(person.messages)}</Fact>
        <Fact name={t('console.wearables')}>{formatCount(person.omi_links)}</Fact>
      </Facts>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => ask({ role: isAdmin ? 'user' : 'admin' })}>
          {t(isAdmin ? 'console.makeUser' : 'console.makeAdmin')}
        </Button>
        <Button size="small" onClick={() => ask({ status: isActive ? 'disabled' : 'active' })}>
          {t(isActive ? 'console.disable' : 'console.enable')}
        </Button>
      </div>
      {change && (
        <AskDialog
          {...wordsOf(change, person.display_name || person.email, t)}
          act={{ ...act, mutate: () => act.mutate(change) }}
          onClose={close}
        />
      )}
    </Card>
  );
}

function wordsOf(change: Change, name: string, t: Text) {
  if ('role' in change) {
    return change.role === 'admin'
      ? {
          title: t('console.makeAdminAsk', { name }),
          description: t('console.makeAdminLead'),
          doLabel: t('console.makeAdmin'),
        }
      : {
          title: t('console.makeUserAsk', { name }),
          description: t('console.makeUserLead'),
          doLabel: t('console.makeUser'),
        };
  }
  return change.status === 'disabled'
    ? { title: t('console.disableAsk', { name }), description: t('console.disableLead'), doLabel: t('console.disable') }
    : {
        title: t('console.enableAsk', { name }),
        description: t('console.enableLead'),
        doLabel: t('console.enable'),
        isHarmless: true,
      };
}
