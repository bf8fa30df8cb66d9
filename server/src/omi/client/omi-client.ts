import { createOmiDataCalls, type OmiDataCalls } from './omi-data-call.ts';
import { createOmiNotificationCalls, type OmiNotificationCalls } from './omi-notification-call.ts';
import { createOmiTransport, type OmiTransportSettings } from './omi-transport.ts';

export interface OmiClientSettings extends OmiTransportSettings {
  appId: string;
}

/** Calls Omi's API for one app. */
export interface OmiClient extends OmiNotificationCalls, OmiDataCalls {
  readonly appId: string;
  close(): Promise<void>;
}

export function createOmiClient({ appId, ...settings }: OmiClientSettings): OmiClient {
  const transport = createOmiTransport(settings);
  return {
    appId,
    ...createOmiNotificationCalls(transport, appId),
    ...createOmiDataCalls(transport, appId),
    close: () => transport.close(),
  };
}
