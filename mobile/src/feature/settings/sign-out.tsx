import { unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import LogOut from 'lucide-react-native/icons/log-out';
import { useApi } from '../../lib/api-context.tsx';
import { useAppParts } from '../../lib/app-context.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Ends the session at the server, and on the phone what belongs to it. @param onLeft forgets what the phone has kept of the person */
export function SignOut({ onLeft }: { onLeft(): Promise<void> }) {
  const t = useText();
  const api = useApi();
  const { sessions } = useAppParts();
  const leave = async () => {
    await onLeft();
    sessions.tell({ type: 'left' });
  };
  const signOut = useMutation({ mutationFn: () => unwrap(api.http.POST('/auth/logout')), onSuccess: leave });
  return (
    <>
      {signOut.error && (
        <Notice kind="danger" text={t('settings.signOutFailed', { reason: signOut.error.message })}>
          <Button label={t('settings.signOutHere')} onPress={() => void leave()} />
        </Notice>
      )}
      <Button icon={LogOut} label={t('settings.signOut')} isBusy={signOut.isPending} onPress={() => signOut.mutate()} />
    </>
  );
}
