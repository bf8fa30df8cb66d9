import { useRouter } from 'expo-router';
import { useEffect } from 'react';
import { useSession } from '../../lib/app-context.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useServerSearch } from './use-server-search.ts';

interface InviteScreenProps {
  code: string;
  /** Where the link names it. */
  server: string | undefined;
}

/** Where an invite link leads: to its server first, then to a new account there. */
export function InviteScreen({ code, server }: InviteScreenProps) {
  const t = useText();
  const router = useRouter();
  const session = useSession();
  const { mutate: search, error } = useServerSearch();
  const isThere = session.phase === 'signed_out' && (server === undefined || session.server === server);
  useEffect(() => {
    if (server !== undefined) search(server);
  }, [server, search]);
  useEffect(() => {
    if (isThere) router.replace({ pathname: '/register', params: { code } });
  }, [isThere, code, router]);
  return (
    <Screen>
      {error ? (
        <>
          <Notice kind="danger" text={error.message} />
          {server !== undefined && <Button label={t('common.tryAgain')} onPress={() => search(server)} />}
        </>
      ) : (
        <EmptyState text={t(server === undefined && !isThere ? 'entry.inviteNeedsServer' : 'entry.inviteOpening')}>
          <Button label={t('entry.toStart')} onPress={() => router.replace('/')} />
        </EmptyState>
      )}
    </Screen>
  );
}
