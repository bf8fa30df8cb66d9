import { unwrap } from '@omniai/client';
import type { Api } from './api-context.tsx';

/** Why this browser cannot be pushed to; null where it can. A page that is not installed has no pushes on an iPhone. */
export type PushHindrance = 'unsupported' | 'denied' | null;

export function findPushHindrance(): PushHindrance {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : null;
}

/** Whether the server pushes to this browser. */
export async function isPushed(api: Api): Promise<boolean> {
  const { endpoint } = await unwrap(api.http.GET('/push/key'));
  const subscription = await (await findRegistration())?.pushManager.getSubscription();
  return endpoint !== null && subscription?.endpoint === endpoint;
}

/** Lets the server push to this browser; asks the person where the browser wants that. @throws Error where the browser refuses */
export async function startPushes(api: Api): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('the browser was not allowed to notify');
  const { public_key } = await unwrap(api.http.GET('/push/key'));
  const registration = await findRegistration();
  if (!registration) throw new Error('this page has no worker');
  // One made for another server, or before its keys changed, would not do.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: public_key,
  });
  const { p256dh = '', auth = '' } = subscription.toJSON().keys ?? {};
  await unwrap(
    api.http.POST('/push/subscriptions', { body: { endpoint: subscription.endpoint, keys: { p256dh, auth } } }),
  );
}

export async function stopPushes(api: Api): Promise<void> {
  await unwrap(api.http.DELETE('/push/subscriptions'));
  await (await (await findRegistration())?.pushManager.getSubscription())?.unsubscribe();
}

function findRegistration(): Promise<ServiceWorkerRegistration | undefined> {
  return navigator.serviceWorker.getRegistration(import.meta.env.BASE_URL);
}
