import { useColorScheme } from 'react-native';
import { useStore } from 'zustand';
import { look } from '../lib/look.ts';
import { DARK, LIGHT, type Theme } from './theme.ts';

/** The colours that were chosen for this phone, else those of its appearance. */
export function useTheme(): Theme {
  const device = useColorScheme();
  const { theme } = useStore(look);
  return (theme === 'system' ? device : theme) === 'dark' ? DARK : LIGHT;
}
