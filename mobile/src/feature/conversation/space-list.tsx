import type { Space } from '@omniai/client';
import Check from 'lucide-react-native/icons/check';
import { StyleSheet } from 'react-native';
import { SPACE_NAME } from '../../lib/space-name.ts';
import { useSpaces } from '../../lib/use-spaces.ts';
import { useText } from '../../lib/use-text.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useTheme } from '../../ui/use-theme.ts';

interface SpaceListProps {
  /** Undefined for none of them. */
  chosen: string | undefined;
  onChoose(space: Space['space']): void;
}

/** The spaces, to choose one from. */
export function SpaceList({ chosen, onChoose }: SpaceListProps) {
  const t = useText();
  const theme = useTheme();
  const spaces = useSpaces();
  return (
    <QueryView query={spaces}>
      {(list) =>
        list.spaces.map(({ space }) => (
          <ListRow
            key={space}
            title={t(SPACE_NAME[space])}
            isSelected={space === chosen}
            end={space === chosen && <Check size={20} color={theme.accent} style={styles.end} />}
            onPress={() => onChoose(space)}
          />
        ))
      }
    </QueryView>
  );
}

const styles = StyleSheet.create({ end: { marginRight: 16 } });
