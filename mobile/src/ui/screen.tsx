import type { ReactNode } from 'react';
import { KeyboardAvoidingView, Platform, ScrollView, StyleSheet, View } from 'react-native';
import { type Edge, SafeAreaView } from 'react-native-safe-area-context';
import { useTheme } from './use-theme.ts';

interface ScreenProps {
  children: ReactNode;
  /** False where the screen has a list of its own. */
  isScrolled?: boolean;
  /** Sides on which nothing else keeps clear of notches and bars. */
  edges?: readonly Edge[];
}

/** The ground of every screen: its colour, its room beside notches and above the keyboard. */
export function Screen({ children, isScrolled = true, edges = ['left', 'right'] }: ScreenProps) {
  const theme = useTheme();
  return (
    <SafeAreaView edges={[...edges]} style={[styles.fill, { backgroundColor: theme.page }]}>
      <KeyboardAvoidingView
        style={styles.fill}
        behavior={Platform.OS === 'ios' ? 'padding' : undefined}
        keyboardVerticalOffset={Platform.OS === 'ios' ? 96 : 0}
      >
        {isScrolled ? (
          <ScrollView contentContainerStyle={styles.content} keyboardShouldPersistTaps="handled">
            <View style={styles.column}>{children}</View>
          </ScrollView>
        ) : (
          children
        )}
      </KeyboardAvoidingView>
    </SafeAreaView>
  );
}

const styles = StyleSheet.create({
  fill: { flex: 1 },
  content: { flexGrow: 1, padding: 20, alignItems: 'center' },
  column: { width: '100%', maxWidth: 560, gap: 20, flexGrow: 1 },
});
