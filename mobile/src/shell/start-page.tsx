import { Redirect } from 'expo-router';
import { useSession } from '../lib/app-context.ts';

/** Where the app opens. */
export function StartPage() {
  const { phase } = useSession();
  if (phase === 'signed_in') return <Redirect href="/chats" />;
  return <Redirect href={phase === 'signed_out' ? '/sign-in' : '/server'} />;
}
