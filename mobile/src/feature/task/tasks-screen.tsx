import { Stack } from 'expo-router';
import CircleCheck from 'lucide-react-native/icons/circle-check';
import Plus from 'lucide-react-native/icons/plus';
import { useState } from 'react';
import { RefreshControl, SectionList, StyleSheet } from 'react-native';
import type { MessageId } from '../../lib/message-id.ts';
import { useNow } from '../../lib/use-now.ts';
import { useText } from '../../lib/use-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Separator } from '../../ui/separator.tsx';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import { DoneTasks } from './done-tasks.tsx';
import { type DueGroup, groupTasks } from './group-tasks.ts';
import { ReminderNote } from './reminder-note.tsx';
import type { Task } from './task.ts';
import { TaskRow } from './task-row.tsx';
import { TaskSheet } from './task-sheet.tsx';
import { useOpenTasks } from './use-tasks.ts';

const GROUP_NAME: Readonly<Record<DueGroup, MessageId>> = {
  overdue: 'context.taskOverdue',
  today: 'common.today',
  later: 'context.taskLater',
  undated: 'context.taskUndated',
};

/** What is to be done, by when it is due, and what was done. */
export function TasksScreen() {
  const t = useText();
  const theme = useTheme();
  const tasks = useOpenTasks();
  const nowMs = useNow();
  const [edited, setEdited] = useState<Task | 'new' | null>(null);
  const [isPulled, setPulled] = useState(false);
  const refresh = async () => {
    setPulled(true);
    await tasks.refetch();
    setPulled(false);
  };
  return (
    <Screen isScrolled={false}>
      <Stack.Screen
        options={{
          headerRight: () => <IconButton icon={Plus} label={t('context.taskNew')} onPress={() => setEdited('new')} />,
        }}
      />
      <QueryView query={tasks}>
        {({ items, isWhole }) => (
          <SectionList
            sections={groupTasks(items, nowMs).map(({ group, tasks: data }) => ({ group, data }))}
            keyExtractor={({ id }) => id}
            contentContainerStyle={styles.list}
            stickySectionHeadersEnabled={false}
            refreshControl={
              <RefreshControl refreshing={isPulled} tintColor={theme.soft} onRefresh={() => void refresh()} />
            }
            ItemSeparatorComponent={Separator}
            ListHeaderComponent={<ReminderNote hasDue={items.some(({ due_at: due }) => due !== null)} />}
            ListEmptyComponent={<EmptyState icon={CircleCheck} text={t('context.taskNoneLead')} />}
            ListFooterComponent={
              <>
                {!isWhole && (
                  <Text size="small" tone="soft" style={styles.heading}>
                    {t('context.taskMore', { count: items.length })}
                  </Text>
                )}
                <DoneTasks nowMs={nowMs} onEdit={setEdited} />
              </>
            }
            renderSectionHeader={({ section: { group, data } }) => (
              <Text size="small" tone={group === 'overdue' ? 'danger' : 'faint'} role="heading" style={styles.heading}>
                {t(GROUP_NAME[group])} {data.length}
              </Text>
            )}
            renderItem={({ item }) => <TaskRow task={item} nowMs={nowMs} onEdit={() => setEdited(item)} />}
          />
        )}
      </QueryView>
      {edited && <TaskSheet task={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Screen>
  );
}

const styles = StyleSheet.create({
  list: { flexGrow: 1, paddingBottom: 80 },
  heading: { paddingHorizontal: 16, paddingTop: 18, paddingBottom: 6 },
});
