import type { ReactNode } from 'react';
import { type Preferences, useChangePreferences } from '../../../lib/use-preferences.ts';
import { Switch } from '../../../ui/switch.tsx';

type SwitchName = {
  [Name in keyof Preferences]: Preferences[Name] extends boolean ? Name : never;
}[keyof Preferences];

interface PreferenceSwitchProps {
  preferences: Preferences;
  name: SwitchName;
  label: string;
  hint?: ReactNode;
}

/** A choice between two. */
export function PreferenceSwitch({ preferences, name, ...words }: PreferenceSwitchProps) {
  const change = useChangePreferences();
  return <Switch {...words} isOn={preferences[name]} onChange={(isOn) => change.mutate({ [name]: isOn })} />;
}
