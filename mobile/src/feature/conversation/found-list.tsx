import { toPlainPieces } from '@omniai/client';
import { FlatList, StyleSheet } from 'react-native';
import { useSettled } from '../../lib/use-settled.ts';
import { useText } from '../../lib/use-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useFound } from './use-found.ts';

/** Where the words stand. */
export function FoundList({ words, onOpen }: { words: string; onOpen(conversationId: string): void }) {
  const t = useText();
  const found = useFound(useSettled(words));
  return (
    <QueryView query={found}>
      {({ items }) => (
        <FlatList
          data={items}
          keyExtractor={(hit) => hit.message_id ?? hit.conversation_id}
          contentContainerStyle={styles.list}
          keyboardShouldPersistTaps="handled"
          ListEmptyComponent={<EmptyState text={t('common.nothingFound')} />}
          renderItem={({ item }) => (
            <ListRow
              title={item.conversation_title || t('common.newConversation')}
              detail={toPlainPieces(item.snippet)
                .map(({ text }) => text)
                .join('')}
              onPress={() => onOpen(item.conversation_id)}
            />
          )}
        />
      )}
    </QueryView>
  );
}

const styles = StyleSheet.create({ list: { flexGrow: 1 } });
