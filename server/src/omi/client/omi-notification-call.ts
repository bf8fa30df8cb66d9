import type { OmiTransport } from './omi-transport.ts';

/** Omi's notification APIs. Both spend the same hourly budget. */
export interface OmiNotificationCalls {
  /**
   * Pushes an answer to an Omi user and puts it into the app's chat where the app has one (API v1).
   * @throws AppError E4004 to E4007
   */
  notify(omiUserId: string, message: string): Promise<void>;
  /**
   * Only pushes (API v2): for what has no place in a chat, like a link code.
   * @throws AppError E4004 to E4007
   */
  push(omiUserId: string, message: string): Promise<void>;
}

/** Source of paths and forms: `backend/routers/integration.py` and `notifications.py` of BasedHardware/omi. */
export function createOmiNotificationCalls(transport: OmiTransport, appId: string): OmiNotificationCalls {
  return {
    async notify(uid, message) {
      await transport.call({
        method: 'POST',
        path: '/v1/integrations/notification',
        body: { uid, aid: appId, message },
      });
    },
    async push(uid, message) {
      const query = new URLSearchParams({ uid, message });
      await transport.call({
        method: 'POST',
        path: `/v2/integrations/${encodeURIComponent(appId)}/notification?${query}`,
      });
    },
  };
}
