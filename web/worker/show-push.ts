import german from '../src/message/de/push.json';
import english from '../src/message/en/push.json';

/** What the server sends: that there is something, and where. */
interface Push {
  kind: string;
  conversation_id: string | null;
}

const KEYS = new Map<string, keyof typeof english>([
  ['answer', 'push.answer'],
  ['follow_up', 'push.followUp'],
  ['task_due', 'push.taskDue'],
  ['test', 'push.test'],
]);

/** Says that something is there. Of an answer, nothing is said to whoever looks at the page. */
export async function showPush(worker: ServiceWorkerGlobalScope, data: unknown): Promise<void> {
  const { kind, conversation_id: conversationId } = acceptPush(data);
  const pages = await worker.clients.matchAll({ type: 'window' });
  if (kind === 'answer' && pages.some(({ visibilityState }) => visibilityState === 'visible')) return;
  const words = worker.navigator.language.startsWith('de') ? german : english;
  const path = conversationId === null ? 'notifications' : `c/${encodeURIComponent(conversationId)}`;
  await worker.registration.showNotification(String(words[KEYS.get(kind) ?? 'push.news']), {
    icon: new URL('icon/192.png', worker.registration.scope).href,
    tag: `${kind}:${conversationId ?? ''}`,
    data: new URL(path, worker.registration.scope).href,
  });
}

/** Opens what a notification is about, in the page that is open, or in a new one. */
export async function openPush(worker: ServiceWorkerGlobalScope, notification: Notification): Promise<void> {
  notification.close();
  const address = String(notification.data);
  const [page] = await worker.clients.matchAll({ type: 'window' });
  if (!page) return void (await worker.clients.openWindow(address));
  await page.focus();
  await page.navigate(address);
}

function acceptPush(data: unknown): Push {
  const { kind, conversation_id } = Object(data);
  return { kind: String(kind), conversation_id: typeof conversation_id === 'string' ? conversation_id : null };
}
