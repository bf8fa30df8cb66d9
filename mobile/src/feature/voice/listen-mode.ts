import type { MessageId } from '../../lib/message-id.ts';
import type { Preferences } from '../../lib/use-preferences.ts';

type Mode = Preferences['listen_mode'];

export const LISTEN_MODES: readonly Mode[] = ['TRIGGER', 'FOLLOWUP', 'ALWAYS'];

export const MODE_NAME: Readonly<Record<Mode, MessageId>> = {
  TRIGGER: 'voice.modeTrigger',
  FOLLOWUP: 'voice.modeFollowUp',
  ALWAYS: 'voice.modeAlways',
};

export const MODE_HINT: Readonly<Record<Mode, MessageId>> = {
  TRIGGER: 'voice.modeTriggerHint',
  FOLLOWUP: 'voice.modeFollowUpHint',
  ALWAYS: 'voice.modeAlwaysHint',
};
