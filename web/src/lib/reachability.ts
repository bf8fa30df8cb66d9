/** Whether the server answers at all, as the last request found it. */
export interface Reachability {
  /** Fires `change` when the answer changes, and `online` when the server is back. */
  readonly events: EventTarget;
  isAway(): boolean;
  report(isReached: boolean): void;
}

export function createReachability(): Reachability {
  const events = new EventTarget();
  let isAway = false;
  return {
    events,
    isAway: () => isAway,
    report(isReached) {
      if (isAway === !isReached) return;
      isAway = !isReached;
      events.dispatchEvent(new Event('change'));
      if (isReached) events.dispatchEvent(new Event('online'));
    },
  };
}

/** Whether an answer came from our server, or from a proxy that could not reach it. */
export function isServerAnswer(response: Response): boolean {
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return response.status < 500 || isJson;
}
