import type chat from '../message/en/chat.json';
import type common from '../message/en/common.json';
import type context from '../message/en/context.json';
import type entry from '../message/en/entry.json';
import type settings from '../message/en/settings.json';
import type voice from '../message/en/voice.json';

/** Every message there is; one that no catalogue has does not compile. */
export type MessageId =
  | keyof typeof chat
  | keyof typeof common
  | keyof typeof context
  | keyof typeof entry
  | keyof typeof settings
  | keyof typeof voice;
