import type { Preferences } from '../../context/preference.ts';

/** Whether anything of what a person's wearables hear is stored: not while they pause, and never without their consent. */
export function mayHear({ paused, voice_consent }: Preferences): boolean {
  return !paused && voice_consent;
}
