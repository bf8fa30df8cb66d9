import type { ApiSchemas } from '@omniai/client';
import type { MessageId } from '../../lib/message-id.ts';

/** Why something counted as said to the assistant. */
export const TRIGGER_NAME: Readonly<Record<ApiSchemas['Utterance']['trigger'], MessageId>> = {
  wake_word: 'voice.triggerWakeWord',
  follow_up: 'voice.triggerFollowUp',
  always: 'voice.triggerAlways',
};
