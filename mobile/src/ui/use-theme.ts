import { useColorScheme } from 'react-native';
import { DARK, LIGHT, type Theme } from './theme.ts';

/** The colours of the device's appearance. */
export function useTheme(): Theme {
  return useColorScheme() === 'dark' ? DARK : LIGHT;
}
