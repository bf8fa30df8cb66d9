import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { QueryView } from '../../../ui/query-view.tsx';
import { PersonAccount } from './person-account.tsx';
import { PersonDanger } from './person-danger.tsx';
import { PersonEntrance } from './person-entrance.tsx';
import { PersonQuota } from './person-quota.tsx';
import { PersonReading } from './person-reading.tsx';
import { PersonSessions } from './person-sessions.tsx';
import { PersonUsage } from './person-usage.tsx';

interface PersonScreenProps {
  userId: string;
  /** The way back to everybody. */
  back: ReactNode;
  onDeleted(): void;
}

/** One person: who they are, what they may use, how they get in. */
export function PersonScreen({ userId, back, onDeleted }: PersonScreenProps) {
  const api = useApi();
  const person = useQuery({
    queryKey: queryKey.console('person', userId),
    queryFn: ({ signal }) => unwrap(api.http.GET('/admin/users/{id}', { params: { path: { id: userId } }, signal })),
    refetchOnWindowFocus: false,
  });
  return (
    <>
      {back}
      <QueryView query={person}>
        {({ user }) => (
          <>
            <PersonAccount person={user} />
            <PersonQuota userId={userId} role={user.role} />
            <PersonUsage userId={userId} />
            <PersonSessions userId={userId} />
            <PersonEntrance person={user} />
            <PersonReading userId={userId} />
            <PersonDanger person={user} onDeleted={onDeleted} />
          </>
        )}
      </QueryView>
    </>
  );
}
