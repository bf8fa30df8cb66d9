import deAccount from '../message/de/account.json';
import deChat from '../message/de/chat.json';
import deCommon from '../message/de/common.json';
import deEntry from '../message/de/entry.json';
import enAccount from '../message/en/account.json';
import enChat from '../message/en/chat.json';
import enCommon from '../message/en/common.json';
import enEntry from '../message/en/entry.json';

/** The words of the app by language; a part of the app is one file in each. */
export const CATALOGUE = {
  en: { ...enAccount, ...enChat, ...enCommon, ...enEntry },
  de: { ...deAccount, ...deChat, ...deCommon, ...deEntry },
};
