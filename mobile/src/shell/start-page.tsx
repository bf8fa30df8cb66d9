import { Redirect, useRouter } from 'expo-router';
import { useEffect } from 'react';
import { useSession } from '../lib/app-context.ts';
import { landing, takeLanding } from '../lib/landing.ts';
import { say } from '../lib/toast.ts';
import { useText } from '../lib/use-text.ts';

/** Where the app opens: at the door, or where a link led. */
export function StartPage() {
  const t = useText();
  const router = useRouter();
  const session = useSession();
  const server = session.phase === 'signed_in' ? session.server : undefined;
  useEffect(() => {
    const link = server === undefined ? null : takeLanding();
    if (!link) return;
    // The list lies under the conversation, so that there is a way back.
    router.replace('/chats');
    if (link.server === undefined || link.server === server)
      router.push({ pathname: '/chat/[id]', params: { id: link.conversationId } });
    else say(t('common.otherServer', { server: link.server }), { isTrouble: true });
  }, [server, router, t]);
  if (session.phase === 'signed_in') return landing.getState() === null ? <Redirect href="/chats" /> : null;
  return <Redirect href={session.phase === 'signed_out' ? '/sign-in' : '/server'} />;
}
