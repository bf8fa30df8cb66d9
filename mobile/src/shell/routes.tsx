import { Stack } from 'expo-router';
import { useText } from '../lib/use-text.ts';
import type { Session } from '../session/session.ts';
import { useTheme } from '../ui/use-theme.ts';

/** Which screens there are at all, by where the session stands. */
export function Routes({ phase }: { phase: Session['phase'] }) {
  const t = useText();
  const theme = useTheme();
  return (
    <Stack
      screenOptions={{
        headerStyle: { backgroundColor: theme.page },
        headerShadowVisible: false,
        headerTintColor: theme.ink,
        headerBackButtonDisplayMode: 'minimal',
        contentStyle: { backgroundColor: theme.page },
        title: '',
      }}
    >
      <Stack.Screen name="index" options={{ headerShown: false }} />
      <Stack.Screen name="c/[id]" options={{ headerShown: false }} />
      <Stack.Protected guard={phase === 'signed_in'}>
        <Stack.Screen name="(tabs)" options={{ headerShown: false, title: t('common.chats') }} />
        <Stack.Screen name="chat/[id]" />
        <Stack.Screen name="archive" options={{ title: t('common.archiveView') }} />
      </Stack.Protected>
      <Stack.Protected guard={phase === 'no_server' || phase === 'signed_out'}>
        <Stack.Screen name="scan" options={{ title: t('entry.scan') }} />
        <Stack.Screen name="invite/[code]" options={{ title: t('entry.invite') }} />
      </Stack.Protected>
      <Stack.Protected guard={phase === 'no_server'}>
        <Stack.Screen name="server" options={{ headerShown: false }} />
      </Stack.Protected>
      <Stack.Protected guard={phase === 'signed_out'}>
        <Stack.Screen name="sign-in" options={{ headerShown: false }} />
        <Stack.Screen name="register" options={{ headerShown: false }} />
      </Stack.Protected>
    </Stack>
  );
}
