import { unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import LogOut from 'lucide-react-native/icons/log-out';
import { useApi } from '../../lib/api-context.tsx';
import { useAppParts, useSession } from '../../lib/app-context.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';

/** @param onLeft forgets on the phone what belongs to the person */
export function AccountScreen({ onLeft }: { onLeft(): Promise<void> }) {
  const t = useText();
  const api = useApi();
  const session = useSession();
  const { sessions } = useAppParts();
  const leave = async () => {
    await onLeft();
    sessions.tell({ type: 'left' });
  };
  const signOut = useMutation({ mutationFn: () => unwrap(api.http.POST('/auth/logout')), onSuccess: leave });
  if (session.phase !== 'signed_in') return null;
  const { account, server } = session;
  return (
    <Screen>
      <Card title={t('account.you')}>
        <ListRow title={account.name || account.email} detail={account.email} />
        <ListRow title={t('account.server')} detail={server} />
      </Card>
      {signOut.error && (
        <Notice kind="danger" text={t('account.signOutFailed', { reason: signOut.error.message })}>
          <Button label={t('account.signOutHere')} onPress={() => void leave()} />
        </Notice>
      )}
      <Button icon={LogOut} label={t('account.signOut')} isBusy={signOut.isPending} onPress={() => signOut.mutate()} />
    </Screen>
  );
}
