import { StyleSheet, View } from 'react-native';
import { useTheme } from './use-theme.ts';

/** A thin line between rows. */
export function Separator() {
  const theme = useTheme();
  return <View style={[styles.line, { backgroundColor: theme.line }]} />;
}

const styles = StyleSheet.create({ line: { height: StyleSheet.hairlineWidth } });
