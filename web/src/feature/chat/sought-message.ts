import { createContext } from 'react';

/** The id of the message to go to when its conversation is opened, if one is sought. */
export const SoughtMessage = createContext<string | undefined>(undefined);
