import deAccount from '../message/de/account.json';
import deChat from '../message/de/chat.json';
import deCommon from '../message/de/common.json';
import deContext from '../message/de/context.json';
import deEntry from '../message/de/entry.json';
import deVoice from '../message/de/voice.json';
import enAccount from '../message/en/account.json';
import enChat from '../message/en/chat.json';
import enCommon from '../message/en/common.json';
import enContext from '../message/en/context.json';
import enEntry from '../message/en/entry.json';
import enVoice from '../message/en/voice.json';

/** The words of the app by language; a part of the app is one file in each. */
export const CATALOGUE = {
  en: { ...enAccount, ...enChat, ...enCommon, ...enContext, ...enEntry, ...enVoice },
  de: { ...deAccount, ...deChat, ...deCommon, ...deContext, ...deEntry, ...deVoice },
};
