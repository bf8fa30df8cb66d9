import deChat from '../message/de/chat.json';
import deCommon from '../message/de/common.json';
import deContext from '../message/de/context.json';
import deEntry from '../message/de/entry.json';
import deSettings from '../message/de/settings.json';
import deVoice from '../message/de/voice.json';
import enChat from '../message/en/chat.json';
import enCommon from '../message/en/common.json';
import enContext from '../message/en/context.json';
import enEntry from '../message/en/entry.json';
import enSettings from '../message/en/settings.json';
import enVoice from '../message/en/voice.json';

/** The words of the app by language; a part of the app is one file in each. */
export const CATALOGUE = {
  en: { ...enChat, ...enCommon, ...enContext, ...enEntry, ...enSettings, ...enVoice },
  de: { ...deChat, ...deCommon, ...deContext, ...deEntry, ...deSettings, ...deVoice },
};
