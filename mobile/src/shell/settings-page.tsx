import { useQueryClient } from '@tanstack/react-query';
import { AccountScreen } from '../feature/account/account-screen.tsx';
import { useSession } from '../lib/app-context.ts';
import { storage } from '../lib/storage.ts';
import { accountStorage } from './account-storage.ts';

export function SettingsPage() {
  const session = useSession();
  const queryClient = useQueryClient();
  const forget = async () => {
    if (session.phase !== 'signed_in') return;
    const { cache, outgoing } = accountStorage(session.server, session.account);
    queryClient.clear();
    await Promise.all([storage.write(cache, null), storage.write(outgoing, null)]);
  };
  return <AccountScreen onLeft={forget} />;
}
