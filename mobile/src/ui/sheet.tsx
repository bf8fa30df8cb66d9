import type { ReactNode } from 'react';
import { KeyboardAvoidingView, Modal, Platform, Pressable, ScrollView, StyleSheet, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { useText } from '../lib/use-text.ts';
import { Text } from './text.tsx';
import { useReducedMotion } from './use-reduced-motion.ts';
import { useTheme } from './use-theme.ts';

interface SheetProps {
  title: string;
  isOpen: boolean;
  onClose(): void;
  children: ReactNode;
}

/** Choices or a question at the lower edge, over what they are about. */
export function Sheet({ title, isOpen, onClose, children }: SheetProps) {
  const t = useText();
  const theme = useTheme();
  const insets = useSafeAreaInsets();
  const isStill = useReducedMotion();
  return (
    <Modal visible={isOpen} transparent animationType={isStill ? 'none' : 'slide'} onRequestClose={onClose}>
      <KeyboardAvoidingView style={styles.frame} behavior={Platform.OS === 'ios' ? 'padding' : undefined}>
        <Pressable
          role="button"
          aria-label={t('common.close')}
          onPress={onClose}
          style={[StyleSheet.absoluteFill, { backgroundColor: theme.shade }]}
        />
        <View
          role="dialog"
          aria-label={title}
          aria-modal
          style={[styles.sheet, { backgroundColor: theme.raised, paddingBottom: insets.bottom + 12 }]}
        >
          <Text size="heading" style={styles.title} numberOfLines={2}>
            {title}
          </Text>
          <ScrollView keyboardShouldPersistTaps="handled">{children}</ScrollView>
        </View>
      </KeyboardAvoidingView>
    </Modal>
  );
}

const styles = StyleSheet.create({
  frame: { flex: 1, justifyContent: 'flex-end', alignItems: 'center' },
  sheet: {
    width: '100%',
    maxWidth: 560,
    maxHeight: '80%',
    borderTopLeftRadius: 20,
    borderTopRightRadius: 20,
    paddingTop: 16,
  },
  title: { paddingHorizontal: 16, paddingBottom: 8 },
});
