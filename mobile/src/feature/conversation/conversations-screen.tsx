import type { Conversation, Space } from '@omniai/client';
import { Stack, useRouter } from 'expo-router';
import Archive from 'lucide-react-native/icons/archive';
import Clock from 'lucide-react-native/icons/clock';
import Ellipsis from 'lucide-react-native/icons/ellipsis';
import MessageCircle from 'lucide-react-native/icons/message-circle';
import Pin from 'lucide-react-native/icons/pin';
import SquarePen from 'lucide-react-native/icons/square-pen';
import { useMemo, useState } from 'react';
import { RefreshControl, SectionList, StyleSheet, View } from 'react-native';
import { SPACE_NAME } from '../../lib/space-name.ts';
import { useText } from '../../lib/use-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Screen } from '../../ui/screen.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import { ConversationSheet } from './conversation-sheet.tsx';
import { FoundList } from './found-list.tsx';
import { groupByDay } from './group-by-day.ts';
import { SpaceFilter } from './space-filter.tsx';
import { useConversations } from './use-conversations.ts';
import { useKeepRecent } from './use-keep-recent.ts';

/** A conversation that has begun on this phone and not at the server. */
export interface Unsent {
  thread: string;
  text: string;
}

interface ConversationsScreenProps {
  unsent: readonly Unsent[];
  isArchive: boolean;
}

export function ConversationsScreen({ unsent, isArchive }: ConversationsScreenProps) {
  const t = useText();
  const theme = useTheme();
  const router = useRouter();
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState<Conversation | null>(null);
  const [isPulled, setPulled] = useState(false);
  const [space, setSpace] = useState<Space['space']>();
  const pinned = useConversations('pinned', space);
  const list = useConversations(isArchive ? 'archived' : 'other', space);
  const top = useMemo(() => itemsOf(pinned.data), [pinned.data]);
  const rest = useMemo(() => itemsOf(list.data), [list.data]);
  useKeepRecent(rest);

  const open = (id: string, thread?: string) =>
    router.push({ pathname: '/chat/[id]', params: { id, ...(thread !== undefined && { thread }) } });
  const refresh = async () => {
    setPulled(true);
    await Promise.all([pinned.refetch(), list.refetch()]);
    setPulled(false);
  };
  const titleOf = ({ title }: Conversation) => title?.trim() || t('common.newConversation');
  const empty = isArchive ? 'common.archiveEmpty' : space ? 'common.spaceEmpty' : 'common.listEmpty';
  const sections = groupByDay(rest, Date.now(), t);
  if (!isArchive && top.length > 0) sections.unshift({ title: t('common.pinned'), data: top });
  return (
    <Screen isScrolled={false}>
      <Stack.Screen
        options={{
          headerRight: () => (
            <View style={styles.actions}>
              {!isArchive && <SpaceFilter space={space} onChange={setSpace} />}
              {!isArchive && (
                <IconButton icon={Archive} label={t('common.archiveView')} onPress={() => router.push('/archive')} />
              )}
              <IconButton icon={SquarePen} label={t('common.newConversation')} onPress={() => open('new')} />
            </View>
          ),
        }}
      />
      {!isArchive && <SearchField words={words} onChange={setWords} />}
      {words.trim() !== '' ? (
        <FoundList words={words.trim()} onOpen={open} />
      ) : (
        <QueryView query={list}>
          {() => (
            <SectionList
              sections={sections}
              keyExtractor={({ id }) => id}
              contentContainerStyle={styles.list}
              stickySectionHeadersEnabled={false}
              refreshControl={
                <RefreshControl refreshing={isPulled} tintColor={theme.soft} onRefresh={() => void refresh()} />
              }
              onEndReached={() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage()}
              ListHeaderComponent={
                isArchive ? null : (
                  <View>
                    {space && (
                      <Text size="small" tone="accent" role="heading" style={styles.day}>
                        {t(SPACE_NAME[space])}
                      </Text>
                    )}
                    {unsent.map(({ thread, text }) => (
                      <ListRow
                        key={thread}
                        icon={Clock}
                        title={text}
                        detail={t('common.notSentYet')}
                        onPress={() => open('new', thread)}
                      />
                    ))}
                  </View>
                )
              }
              ListEmptyComponent={unsent.length > 0 ? null : <EmptyState icon={MessageCircle} text={t(empty)} />}
              renderSectionHeader={({ section }) => (
                <Text size="small" tone="faint" role="heading" style={styles.day}>
                  {section.title}
                </Text>
              )}
              renderItem={({ item }) => (
                <ListRow
                  {...(item.pinned && { icon: Pin })}
                  title={titleOf(item)}
                  onPress={() => open(item.id)}
                  onLongPress={() => setAsked(item)}
                  end={
                    <IconButton
                      icon={Ellipsis}
                      label={t('common.optionsFor', { title: titleOf(item) })}
                      onPress={() => setAsked(item)}
                    />
                  }
                />
              )}
            />
          )}
        </QueryView>
      )}
      {asked && <ConversationSheet conversation={asked} title={titleOf(asked)} onClose={() => setAsked(null)} />}
    </Screen>
  );
}

function itemsOf(data: ReturnType<typeof useConversations>['data']): Conversation[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}

const styles = StyleSheet.create({
  actions: { flexDirection: 'row' },
  list: { flexGrow: 1, paddingBottom: 24 },
  day: { paddingHorizontal: 16, paddingTop: 18, paddingBottom: 6 },
});
