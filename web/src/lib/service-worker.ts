import { createStore } from 'zustand/vanilla';

/** A newer build of the page that waits until the person lets it take over. */
export const waitingUpdate = createStore<ServiceWorker | null>(() => null);

const LOOK_AGAIN_MS = 3_600_000;

/** Lets the page open without its server, and hears of newer builds. Where a browser has no workers, or forbids them, it goes without. */
export function startServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker
    .register(`${import.meta.env.BASE_URL}service-worker.js`, { updateViaCache: 'none' })
    .then(watch, () => undefined);
}

/** Reloads the page with the newer build. */
export function takeUpdate(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  worker.postMessage('take-over');
}

function watch(registration: ServiceWorkerRegistration): void {
  const tell = (worker: ServiceWorker | null) => {
    // The first one of all replaces nothing.
    if (worker && navigator.serviceWorker.controller) waitingUpdate.setState(worker, true);
  };
  tell(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') tell(worker);
    });
  });
  setInterval(() => {
    registration.update().catch(() => undefined); // The server is away; it is asked again later.
  }, LOOK_AGAIN_MS);
}
