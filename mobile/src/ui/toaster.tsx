import X from 'lucide-react-native/icons/x';
import { useEffect } from 'react';
import { AccessibilityInfo, StyleSheet, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { useStore } from 'zustand';
import { dismissToast, type Toast, toasts } from '../lib/toast.ts';
import { useText } from '../lib/use-text.ts';
import { IconButton } from './icon-button.tsx';
import { Text } from './text.tsx';
import { TextButton } from './text-button.tsx';
import { useTheme } from './use-theme.ts';

/** The height of the tabs, which stay in reach. */
const ABOVE_TABS = 60;

/** What is said in passing, over whatever screen is shown. It takes no focus and no place. */
export function Toaster() {
  const shown = useStore(toasts);
  const { bottom } = useSafeAreaInsets();
  return (
    <View style={[styles.frame, { bottom: bottom + ABOVE_TABS }]}>
      {shown.map((toast) => (
        <ToastItem key={toast.key} toast={toast} />
      ))}
    </View>
  );
}

function ToastItem({ toast: { key, text, isTrouble, shownMs, undo } }: { toast: Toast }) {
  const t = useText();
  const theme = useTheme();
  useEffect(() => {
    AccessibilityInfo.announceForAccessibility(text);
    const timer = setTimeout(() => dismissToast(key), shownMs);
    return () => clearTimeout(timer);
  }, [key, shownMs, text]);
  const takeBack = () => {
    undo?.();
    dismissToast(key);
  };
  return (
    <View
      role={isTrouble ? 'alert' : 'status'}
      style={[styles.toast, { backgroundColor: theme.raised, borderColor: theme.lineStrong }]}
    >
      <Text size="small" tone={isTrouble ? 'danger' : 'ink'} style={styles.text}>
        {text}
      </Text>
      {undo && <TextButton label={t('common.undo')} onPress={takeBack} />}
      <IconButton size="small" icon={X} label={t('common.close')} onPress={() => dismissToast(key)} />
    </View>
  );
}

const styles = StyleSheet.create({
  frame: { position: 'absolute', left: 12, right: 12, alignItems: 'center', gap: 8, pointerEvents: 'box-none' },
  toast: {
    width: '100%',
    maxWidth: 480,
    minHeight: 48,
    flexDirection: 'row',
    alignItems: 'center',
    gap: 4,
    borderWidth: 1,
    borderRadius: 14,
    paddingLeft: 16,
    paddingRight: 4,
    paddingVertical: 4,
    boxShadow: '0 6px 24px rgba(0, 0, 0, 0.14)',
  },
  text: { flex: 1, paddingVertical: 6 },
});
