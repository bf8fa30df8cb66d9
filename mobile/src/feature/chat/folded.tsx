import ChevronDown from 'lucide-react-native/icons/chevron-down';
import ChevronRight from 'lucide-react-native/icons/chevron-right';
import { type ReactNode, useState } from 'react';
import { Pressable, StyleSheet, View } from 'react-native';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';

interface FoldedProps {
  title: string;
  isOpenAtFirst?: boolean;
  tone?: 'soft' | 'danger';
  children: ReactNode;
}

/** Something long that is not the answer itself, behind its title. */
export function Folded({ title, isOpenAtFirst = false, tone = 'soft', children }: FoldedProps) {
  const theme = useTheme();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <View style={styles.folded}>
      <Pressable
        role="button"
        aria-label={title}
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
        style={styles.head}
      >
        <Icon size={16} color={theme[tone]} />
        <Text size="small" tone={tone} style={styles.title}>
          {title}
        </Text>
      </Pressable>
      {isOpen && <View style={[styles.body, { borderColor: theme.line }]}>{children}</View>}
    </View>
  );
}

const styles = StyleSheet.create({
  folded: { gap: 4 },
  head: { minHeight: 44, flexDirection: 'row', alignItems: 'center', gap: 6 },
  title: { flexShrink: 1 },
  body: { borderLeftWidth: 2, paddingLeft: 14, gap: 8 },
});
