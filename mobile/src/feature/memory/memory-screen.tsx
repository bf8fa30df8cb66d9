import { Stack, useRouter } from 'expo-router';
import Brain from 'lucide-react-native/icons/brain';
import Plus from 'lucide-react-native/icons/plus';
import { useState } from 'react';
import { FlatList, RefreshControl, StyleSheet } from 'react-native';
import { useNow } from '../../lib/use-now.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { useText } from '../../lib/use-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Screen } from '../../ui/screen.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Separator } from '../../ui/separator.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import type { Memory } from './memory.ts';
import { MemoryChoices } from './memory-choices.tsx';
import { MemoryRow } from './memory-row.tsx';
import { MemorySheet } from './memory-sheet.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { useMemories } from './use-memories.ts';

/** What the assistant remembers: to be added to, searched, corrected and forgotten. */
export function MemoryScreen() {
  const t = useText();
  const theme = useTheme();
  const router = useRouter();
  const nowMs = useNow();
  const [words, setWords] = useState('');
  const [edited, setEdited] = useState<Memory | 'new' | null>(null);
  const [isPulled, setPulled] = useState(false);
  const searched = useSettled(words);
  const memories = useMemories('kept', searched);
  const isSearch = searched.trim() !== '';
  const refresh = async () => {
    setPulled(true);
    await memories.refetch();
    setPulled(false);
  };
  const openConversation = (id: string) => {
    setEdited(null);
    router.push({ pathname: '/chat/[id]', params: { id } });
  };
  return (
    <Screen isScrolled={false}>
      <Stack.Screen
        options={{
          headerRight: () => <IconButton icon={Plus} label={t('context.memoryNew')} onPress={() => setEdited('new')} />,
        }}
      />
      <SearchField label={t('context.memorySearch')} words={words} onChange={setWords} />
      <QueryView query={memories}>
        {(items) => (
          <FlatList
            data={items}
            keyExtractor={({ id }) => id}
            contentContainerStyle={styles.list}
            keyboardShouldPersistTaps="handled"
            refreshControl={
              <RefreshControl refreshing={isPulled} tintColor={theme.soft} onRefresh={() => void refresh()} />
            }
            onEndReached={() => memories.hasNextPage && !memories.isFetchingNextPage && void memories.fetchNextPage()}
            ItemSeparatorComponent={Separator}
            ListHeaderComponent={isSearch ? null : <SuggestionList nowMs={nowMs} />}
            ListEmptyComponent={
              <EmptyState icon={Brain} text={t(isSearch ? 'context.memoryNoneFound' : 'context.memoryNoneLead')} />
            }
            ListFooterComponent={isSearch ? null : <MemoryChoices />}
            renderItem={({ item }) => <MemoryRow memory={item} nowMs={nowMs} onEdit={() => setEdited(item)} />}
          />
        )}
      </QueryView>
      {edited && (
        <MemorySheet
          memory={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onOpenConversation={openConversation}
        />
      )}
    </Screen>
  );
}

const styles = StyleSheet.create({ list: { flexGrow: 1, paddingBottom: 80 } });
