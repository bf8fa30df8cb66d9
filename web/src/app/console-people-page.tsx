import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { InvitesScreen } from '../feature/console/invite/invites-screen.tsx';
import { PeopleScreen } from '../feature/console/people/people-screen.tsx';
import { PersonScreen } from '../feature/console/people/person-screen.tsx';
import { LimitsScreen } from '../feature/console/quota/limits-screen.tsx';
import { useText } from '../lib/use-text.ts';
import { ConsoleBack } from './console-back.tsx';

export function PeoplePage() {
  return (
    <PeopleScreen
      linkTo={(userId, name) => (
        <Link
          to="/console/people/$userId"
          params={{ userId }}
          className="font-medium underline-offset-3 hover:underline"
        >
          {name}
        </Link>
      )}
    />
  );
}

export function PersonPage() {
  const t = useText();
  const { userId } = useParams({ from: '/console/people/$userId' });
  const navigate = useNavigate();
  return (
    <PersonScreen
      key={userId}
      userId={userId}
      back={<ConsoleBack to="/console/people">{t('console.people')}</ConsoleBack>}
      onDeleted={() => void navigate({ to: '/console/people', replace: true })}
    />
  );
}

export function InvitesPage() {
  return <InvitesScreen />;
}

export function LimitsPage() {
  return <LimitsScreen />;
}
