import { I18nProvider } from '@lingui/react';
import { getLocales } from 'expo-localization';
import { hideAsync, preventAutoHideAsync } from 'expo-splash-screen';
import { StatusBar } from 'expo-status-bar';
import { useEffect } from 'react';
import { SafeAreaProvider } from 'react-native-safe-area-context';
import { AppContext, type AppParts, useSession } from '../lib/app-context.ts';
import { i18n, speak } from '../lib/i18n.ts';
import { installCrypto } from '../lib/install-crypto.ts';
import { openLook } from '../lib/look.ts';
import { openModelChoice } from '../lib/model-choice.ts';
import { createNetwork } from '../lib/network.ts';
import { vault } from '../lib/vault.ts';
import { createSessionStore } from '../session/session-store.ts';
import { useTheme } from '../ui/use-theme.ts';
import { Routes } from './routes.tsx';
import { SignedIn } from './signed-in.tsx';
import { SignedOut } from './signed-out.tsx';

installCrypto();
speak(getLocales().map(({ languageTag }) => languageTag));
// Where there is no splash screen there is none to hold.
void preventAutoHideAsync().catch(() => undefined);

const parts: AppParts = { sessions: createSessionStore(vault), network: createNetwork() };

/** The whole app: built once, in this order. */
export function RootLayout() {
  const theme = useTheme();
  useEffect(() => {
    // The session comes last: with it the first screen is drawn, as the person chose.
    void Promise.allSettled([openLook(), openModelChoice()])
      .then(parts.sessions.open)
      .then(() => hideAsync());
  }, []);
  return (
    <AppContext value={parts}>
      <I18nProvider i18n={i18n}>
        <SafeAreaProvider>
          <StatusBar style={theme.isDark ? 'light' : 'dark'} />
          <Session />
        </SafeAreaProvider>
      </I18nProvider>
    </AppContext>
  );
}

function Session() {
  const session = useSession();
  if (session.phase === 'opening') return null;
  if (session.phase === 'signed_in') {
    return (
      <SignedIn key={session.token} session={session}>
        <Routes phase="signed_in" />
      </SignedIn>
    );
  }
  return (
    <SignedOut server={session.phase === 'signed_out' ? session.server : undefined}>
      <Routes phase={session.phase} />
    </SignedOut>
  );
}
