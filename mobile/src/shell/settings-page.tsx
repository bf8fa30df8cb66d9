import { useQueryClient } from '@tanstack/react-query';
import { SettingsScreen } from '../feature/settings/settings-screen.tsx';
import { useSession } from '../lib/app-context.ts';
import { forgetPushes } from '../lib/phone-push.ts';
import { storage } from '../lib/storage.ts';
import { accountStorage } from './account-storage.ts';

export function SettingsPage() {
  const session = useSession();
  const queryClient = useQueryClient();
  const forget = async () => {
    if (session.phase !== 'signed_in') return;
    const { cache, outgoing } = accountStorage(session.server, session.account);
    queryClient.clear();
    // A phone that never was pushed to has nothing to forget; signing out does not wait for it.
    void forgetPushes().catch(() => undefined);
    await Promise.all([storage.write(cache, null), storage.write(outgoing, null)]);
  };
  return <SettingsScreen onLeft={forget} />;
}
