import { deleteItemAsync, getItemAsync, setItemAsync } from 'expo-secure-store';
import { Platform } from 'react-native';
import type { Vault } from '../session/session-store.ts';
import { storage } from './storage.ts';

/** The keychain of iOS, the keystore of Android. */
const secure: Vault = {
  read: (key) => getItemAsync(key),
  write: (key, value) => (value === null ? deleteItemAsync(key) : setItemAsync(key, value)),
};

/** Where the session token lies. A page has no such vault: there it is the page's own storage, which other pages cannot read. */
export const vault: Vault = Platform.OS === 'web' ? storage : secure;
