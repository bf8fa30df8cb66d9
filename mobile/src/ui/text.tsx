import { Text as NativeText, type TextProps as NativeTextProps, Platform, type TextStyle } from 'react-native';
import { useTheme } from './use-theme.ts';

const SIZES = {
  title: { fontSize: 26, lineHeight: 32, fontWeight: '600' },
  heading: { fontSize: 18, lineHeight: 24, fontWeight: '600' },
  body: { fontSize: 16, lineHeight: 24 },
  label: { fontSize: 15, lineHeight: 20, fontWeight: '500' },
  small: { fontSize: 14, lineHeight: 20 },
  tiny: { fontSize: 12, lineHeight: 16 },
  code: { fontSize: 14, lineHeight: 20, fontFamily: Platform.select({ ios: 'Menlo', default: 'monospace' }) },
} satisfies Record<string, TextStyle>;

export interface TextProps extends NativeTextProps {
  size?: keyof typeof SIZES;
  tone?: 'ink' | 'soft' | 'faint' | 'accent' | 'onAccent' | 'danger' | 'warn' | 'good';
}

/** Words in the system's font, as large as the person has set their device to. */
export function Text({ size = 'body', tone = 'ink', style, ...rest }: TextProps) {
  const theme = useTheme();
  const heading = size === 'title' || size === 'heading' ? ({ role: 'heading' } as const) : undefined;
  return <NativeText {...heading} {...rest} style={[SIZES[size], { color: theme[tone] }, style]} />;
}
