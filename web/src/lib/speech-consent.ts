import { storage } from './storage.ts';

const KEY = 'speech.vendor';

/** Whether somebody agreed on this device that the browser's maker hears what is dictated, and reads what is read aloud. */
export function hasSpeechConsent(): boolean {
  return storage.read(KEY) !== null;
}

export function giveSpeechConsent(): void {
  storage.write(KEY, 'yes');
}
