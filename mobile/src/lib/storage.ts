import AsyncStorage from '@react-native-async-storage/async-storage';
import type { Vault } from '../session/session-store.ts';

/** What the app keeps on the phone that is no secret. */
export const storage: Vault = {
  read: (key) => AsyncStorage.getItem(key),
  write: (key, value) => (value === null ? AsyncStorage.removeItem(key) : AsyncStorage.setItem(key, value)),
};
