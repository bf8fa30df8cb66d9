import { unwrap } from '@omniai/client';
import Constants from 'expo-constants';
import { Platform } from 'react-native';
import type { Api } from './api-context.tsx';
import { i18n } from './i18n.ts';
import { storage } from './storage.ts';

/** Stands on the phone while its person wants pushes: the server forgets phones when its administrator switches pushes off and on. */
const WANTED = 'omniai.pushes_wanted';
/** Android shows what is pushed under a name that the person can silence. */
const CHANNEL = 'default';

/**
 * Lets the server push to this phone; asks the person where the phone wants that. Expo's service knows the phone by a token that only the server is told.
 * @param language in which the phone says that something is there
 * @throws Error where this build of the app belongs to no project of Expo's, or where the phone or the server refuses
 */
export async function startPushes(api: Api, language: string): Promise<'started' | 'denied'> {
  const library = await import('expo-notifications');
  if (Platform.OS === 'android') {
    const { HIGH: importance } = library.AndroidImportance;
    await library.setNotificationChannelAsync(CHANNEL, { name: i18n._('settings.pushes'), importance });
  }
  const { granted } = await library.requestPermissionsAsync();
  if (!granted) return 'denied';
  await register(api, language);
  await storage.write(WANTED, 'yes');
  return 'started';
}

/** Tells the server again where this phone is pushed to and in which language, where the person wants that and the server may. */
export async function keepPushes(api: Api, language: string): Promise<void> {
  if (Platform.OS === 'web' || (await storage.read(WANTED)) === null) return;
  const { is_enabled: isEnabled } = await unwrap(api.http.GET('/push/phone'));
  const { getPermissionsAsync } = await import('expo-notifications');
  if (isEnabled && (await getPermissionsAsync()).granted) await register(api, language);
}

async function register(api: Api, language: string): Promise<void> {
  const { getExpoPushTokenAsync } = await import('expo-notifications');
  const projectId: unknown = Constants.expoConfig?.extra?.eas?.projectId;
  const { data: token } = await getExpoPushTokenAsync(typeof projectId === 'string' ? { projectId } : {});
  await unwrap(api.http.POST('/push/phone', { body: { token, language } }));
}

export async function stopPushes(api: Api): Promise<void> {
  await unwrap(api.http.DELETE('/push/phone'));
  await forgetPushes();
}

/** The phone takes no more pushes, also where the server could not be told. */
export async function forgetPushes(): Promise<void> {
  if (Platform.OS === 'web') return;
  await storage.write(WANTED, null);
  const { unregisterForNotificationsAsync } = await import('expo-notifications');
  await unregisterForNotificationsAsync();
}

/** Calls for each push that the person taps, with what travelled along; first for the one that opened the app. @returns the way to end that */
export function followOpenedPushes(onOpen: (data: unknown) => void): () => void {
  if (Platform.OS === 'web') return () => undefined;
  let isOver = false;
  let stop: () => void = () => undefined;
  // Where the library cannot be had, as in Expo Go on Android, nothing is pushed either.
  void import('expo-notifications').then(
    (library) => {
      if (isOver) return;
      const first = library.getLastNotificationResponse();
      library.clearLastNotificationResponse();
      if (first) onOpen(first.notification.request.content.data);
      const subscription = library.addNotificationResponseReceivedListener((response) => {
        library.clearLastNotificationResponse();
        onOpen(response.notification.request.content.data);
      });
      stop = () => subscription.remove();
    },
    () => undefined,
  );
  return () => {
    isOver = true;
    stop();
  };
}
