import { useLocalSearchParams } from 'expo-router';
import { InviteScreen } from '../feature/entry/invite-screen.tsx';
import { acceptServerAddress } from '../session/accept-server-address.ts';

export function InvitePage() {
  const { code, server } = useLocalSearchParams<{ code: string; server?: string }>();
  return <InviteScreen code={code} server={server === undefined ? undefined : acceptServerAddress(server)} />;
}
