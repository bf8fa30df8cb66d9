import type auth from '../message/en/auth.json';
import type chat from '../message/en/chat.json';
import type common from '../message/en/common.json';
import type console from '../message/en/console.json';
import type context from '../message/en/context.json';
import type settings from '../message/en/settings.json';
import type voice from '../message/en/voice.json';

/** Every message there is; one that no catalogue has does not compile. */
export type MessageId =
  | keyof typeof auth
  | keyof typeof chat
  | keyof typeof common
  | keyof typeof console
  | keyof typeof context
  | keyof typeof settings
  | keyof typeof voice;
