/** A notification that Omi took and pushed. */
export interface OmiNotification {
  api: 'v1' | 'v2';
  uid: string;
  message: string;
  atMs: number;
}

/** What Omi pushed to its users, and those who wait for it. */
export interface NotificationLog {
  /** Oldest first. */
  readonly notifications: readonly OmiNotification[];
  add(notification: OmiNotification): void;
  /** The first notification that fits, as soon as it is there. @throws Error after `timeoutMs` without one. */
  waitFor(fits: (notification: OmiNotification) => boolean, timeoutMs: number): Promise<OmiNotification>;
}

export function createNotificationLog(onAdded: (notification: OmiNotification) => void): NotificationLog {
  const notifications: OmiNotification[] = [];
  const listeners = new Set([onAdded]);
  return {
    notifications,
    add(notification) {
      notifications.push(notification);
      for (const listener of listeners) listener(notification);
    },
    waitFor: (fits, timeoutMs) =>
      new Promise((resolve, reject) => {
        const found = notifications.find(fits);
        if (found) return resolve(found);
        const timer = setTimeout(() => {
          listeners.delete(listener);
          reject(new Error(`No such notification within ${timeoutMs} ms; there are ${JSON.stringify(notifications)}`));
        }, timeoutMs);
        const listener = (notification: OmiNotification) => {
          if (!fits(notification)) return;
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(notification);
        };
        listeners.add(listener);
      }),
  };
}
