import type account from '../message/en/account.json';
import type chat from '../message/en/chat.json';
import type common from '../message/en/common.json';
import type entry from '../message/en/entry.json';

/** Every message there is; one that no catalogue has does not compile. */
export type MessageId = keyof typeof account | keyof typeof chat | keyof typeof common | keyof typeof entry;
