const LATEST_MS = 3_000;

/** Does something when the page has nothing better to do. @returns gives it up */
export function whenIdle(task: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const id = requestIdleCallback(task, { timeout: LATEST_MS });
    return () => cancelIdleCallback(id);
  }
  const timer = setTimeout(task, LATEST_MS / 3);
  return () => clearTimeout(timer);
}
