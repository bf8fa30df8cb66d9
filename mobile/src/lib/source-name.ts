import type { ApiSchemas } from '@omniai/client';
import type { MessageId } from './message-id.ts';

/** Where a memory or a task came from, in words. */
export const SOURCE_NAME: Readonly<Record<ApiSchemas['Memory']['source'], MessageId>> = {
  web: 'context.sourceWeb',
  api: 'context.sourceApi',
  voice: 'context.sourceVoice',
  meeting: 'context.sourceMeeting',
  model: 'context.sourceModel',
  omi: 'context.sourceOmi',
};
