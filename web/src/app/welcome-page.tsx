import { Link, useNavigate } from '@tanstack/react-router';
import { WelcomeScreen } from '../feature/console/welcome/welcome-screen.tsx';
import { useMe } from '../lib/use-me.ts';
import { useText } from '../lib/use-text.ts';
import { NotFound } from './not-found.tsx';
import { Opening } from './opening.tsx';
import { useSignedOutExit } from './use-signed-out-exit.ts';

/** Where the first admin lands after the account is made. */
export function WelcomePage() {
  const t = useText();
  const me = useMe();
  const navigate = useNavigate();
  useSignedOutExit(me.error);
  if (!me.data) return <Opening />;
  if (me.data.user.role !== 'admin') return <NotFound />;
  return (
    <WelcomeScreen
      addProvider={
        <Link to="/console/providers/new" className="text-accent underline underline-offset-3">
          {t('console.addProvider')}
        </Link>
      }
      onEnd={() => void navigate({ to: '/', replace: true })}
    />
  );
}
