import { useMe } from '../../../lib/use-me.ts';
import { QueryView } from '../../../ui/query-view.tsx';
import { EmailCard } from './email-card.tsx';
import { LookCard } from './look-card.tsx';
import { NameCard } from './name-card.tsx';

/** How a person is called and reached, and in what shape the product comes to them. */
export function ProfileScreen() {
  const me = useMe();
  return (
    <QueryView query={me}>
      {({ user }) => (
        <>
          <NameCard key={user.display_name} user={user} />
          <LookCard />
          <EmailCard key={user.email} user={user} />
        </>
      )}
    </QueryView>
  );
}
