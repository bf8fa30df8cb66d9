import ChevronLeft from 'lucide-react-native/icons/chevron-left';
import ChevronRight from 'lucide-react-native/icons/chevron-right';
import { StyleSheet, View } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Text } from '../../ui/text.tsx';

interface BranchSwitchProps {
  siblings: readonly string[];
  currentId: string;
  onSelect(messageId: string): void;
}

/** Which of several messages in the same place is shown: `2/3`, with the way to the others. */
export function BranchSwitch({ siblings, currentId, onSelect }: BranchSwitchProps) {
  const t = useText();
  const index = siblings.indexOf(currentId);
  if (siblings.length < 2 || index < 0) return null;
  const select = (id: string | undefined) => id !== undefined && onSelect(id);
  return (
    <View role="group" aria-label={t('chat.versions')} style={styles.row}>
      <IconButton
        size="small"
        icon={ChevronLeft}
        label={t('chat.previousVersion')}
        isDisabled={index === 0}
        onPress={() => select(siblings[index - 1])}
      />
      <Text size="small" tone="soft">
        {index + 1}/{siblings.length}
      </Text>
      <IconButton
        size="small"
        icon={ChevronRight}
        label={t('chat.nextVersion')}
        isDisabled={index === siblings.length - 1}
        onPress={() => select(siblings[index + 1])}
      />
    </View>
  );
}

const styles = StyleSheet.create({ row: { flexDirection: 'row', alignItems: 'center' } });
