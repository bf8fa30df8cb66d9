import Svg, { Circle, Path } from 'react-native-svg';
import { useTheme } from './use-theme.ts';

/** The sign of the product. */
export function Mark({ size }: { size: number }) {
  const { accent } = useTheme();
  return (
    <Svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <Path fill="none" stroke={accent} strokeWidth={3.6} strokeLinecap="round" d="M23.4 8.1a11 11 0 1 0 3.4 5.6" />
      <Circle fill={accent} cx={16} cy={16} r={3.6} />
    </Svg>
  );
}
