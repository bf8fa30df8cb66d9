import { useRouter } from 'expo-router';
import { useEffect } from 'react';
import { followOpenedPushes } from '../lib/phone-push.ts';
import { acceptPush } from '../session/accept-push.ts';

/** Shows nothing; a push that the person taps opens what it is about. */
export function OpenedPush(): null {
  const router = useRouter();
  useEffect(
    () =>
      followOpenedPushes((data) => {
        const place = acceptPush(data);
        if (place.kind === 'conversation') router.push({ pathname: '/chat/[id]', params: { id: place.id } });
        if (place.kind === 'tasks') router.push('/tasks');
      }),
    [router],
  );
  return null;
}
