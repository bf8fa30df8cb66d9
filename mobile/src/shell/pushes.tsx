import { useLingui } from '@lingui/react';
import { useRouter } from 'expo-router';
import { useEffect } from 'react';
import { useApi } from '../lib/api-context.tsx';
import { followOpenedPushes, keepPushes } from '../lib/phone-push.ts';
import { acceptPush } from '../session/accept-push.ts';

/** Shows nothing; a push that the person taps opens what it is about, and the server knows where this phone is pushed to. */
export function Pushes(): null {
  const router = useRouter();
  const api = useApi();
  const { locale } = useLingui().i18n;
  useEffect(() => {
    // What could not be told now is told when the app is opened next.
    void keepPushes(api, locale).catch(() => undefined);
  }, [api, locale]);
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
