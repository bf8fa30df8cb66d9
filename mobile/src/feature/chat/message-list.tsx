import ArrowDown from 'lucide-react-native/icons/arrow-down';
import { type ReactElement, useRef, useState } from 'react';
import {
  ActivityIndicator,
  FlatList,
  type NativeScrollEvent,
  type NativeSyntheticEvent,
  StyleSheet,
  View,
} from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import type { ThreadRow } from './use-chat.ts';

interface MessageListProps {
  /** Oldest first. */
  rows: readonly ThreadRow[];
  renderRow(row: ThreadRow): ReactElement;
  isLoadingOlder: boolean;
  onOlder(): void;
}

/** Near enough to the end to count as reading along. */
const END_THRESHOLD = 64;
/** Whoever reads further up stays where they are while the newest answer grows. */
const STAY = { minIndexForVisible: 1, autoscrollToTopThreshold: END_THRESHOLD };

/** A thread that opens at its newest message: a list upside down, so that nothing has to be measured to get there. */
export function MessageList({ rows, renderRow, isLoadingOlder, onOlder }: MessageListProps) {
  const t = useText();
  const theme = useTheme();
  const list = useRef<FlatList<ThreadRow>>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const onScroll = ({ nativeEvent }: NativeSyntheticEvent<NativeScrollEvent>) =>
    setAtEnd(nativeEvent.contentOffset.y <= END_THRESHOLD);
  return (
    <View style={styles.fill}>
      <FlatList
        ref={list}
        inverted
        data={rows.toReversed()}
        keyExtractor={({ key }) => key}
        renderItem={({ item }) => <View style={styles.column}>{renderRow(item)}</View>}
        maintainVisibleContentPosition={STAY}
        keyboardDismissMode="interactive"
        keyboardShouldPersistTaps="handled"
        contentContainerStyle={styles.content}
        onEndReached={onOlder}
        onEndReachedThreshold={1.5}
        onScroll={onScroll}
        scrollEventThrottle={100}
        initialNumToRender={8}
        windowSize={9}
        ListFooterComponent={
          isLoadingOlder ? <ActivityIndicator color={theme.soft} aria-label={t('chat.loadingMessages')} /> : null
        }
      />
      {!isAtEnd && (
        <View style={[styles.jump, { backgroundColor: theme.raised, borderColor: theme.line }]}>
          <IconButton
            icon={ArrowDown}
            label={t('chat.jumpToLatest')}
            onPress={() => list.current?.scrollToOffset({ offset: 0, animated: false })}
          />
        </View>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  fill: { flex: 1 },
  content: { paddingTop: 16, paddingBottom: 8, paddingHorizontal: 16 },
  column: { width: '100%', maxWidth: 728, alignSelf: 'center' },
  jump: { position: 'absolute', bottom: 10, alignSelf: 'center', borderRadius: 22, borderWidth: 1 },
});
