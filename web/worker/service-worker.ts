import { openPush, showPush } from './show-push.ts';

declare const self: ServiceWorkerGlobalScope;
/** The files without which the page does not open, relative to it; written in by the build. */
declare const SHELL_FILES: readonly string[];
/** Another one for each build that differs. */
declare const SHELL_VERSION: string;

const CACHE = `omniai-shell-${SHELL_VERSION}`;
const SCOPE = new URL(self.registration.scope);

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll(SHELL_FILES.map((file) => new URL(file, SCOPE).href))),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});

self.addEventListener('push', (event) => {
  event.waitUntil(showPush(self, event.data?.json()));
});

self.addEventListener('notificationclick', (event) => {
  event.waitUntil(openPush(self, event.notification));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return;
  const path = url.pathname.slice(SCOPE.pathname.length);
  if (request.mode === 'navigate' && !path.includes('.')) event.respondWith(openPage(request));
  else if (path.startsWith('assets/')) event.respondWith(findAsset(request));
  else if (SHELL_FILES.includes(path)) event.respondWith(fetch(request).catch(() => findInCache(request)));
});

/** The page as the server has it now; without the server, as it was last. */
async function openPage(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return findInCache(new URL('index.html', SCOPE));
  }
}

/** A file with its hash in its name never changes. */
async function findAsset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(CACHE);
    // A full disk takes nothing away from the answer.
    await cache.put(request, response.clone()).catch(() => undefined);
  }
  return response;
}

async function findInCache(request: Request | URL): Promise<Response> {
  return (await caches.match(request)) ?? Response.error();
}

async function takeOver(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith('omniai-shell-') && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}
