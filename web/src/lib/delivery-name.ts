import type { ApiSchemas } from '@omniai/client';
import type { MessageId } from './message-id.ts';

type Notification = ApiSchemas['Notification'];

/** The way something came to the person. */
export const WAY_NAME: Readonly<Record<Notification['channel'], MessageId>> = {
  app: 'context.wayApp',
  omi_reply: 'context.wayReply',
  omi_push: 'context.wayPush',
};

/** Whether it came, and how that is shown. */
export const DELIVERY_STATE: Readonly<Record<Notification['status'], { name: MessageId; look: string }>> = {
  sent: { name: 'context.stateSent', look: 'text-soft' },
  waiting: { name: 'context.stateWaiting', look: 'text-warn' },
  failed: { name: 'context.stateFailed', look: 'text-danger' },
  dropped: { name: 'context.stateDropped', look: 'text-soft' },
};
