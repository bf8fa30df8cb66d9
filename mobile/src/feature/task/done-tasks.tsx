import ChevronDown from 'lucide-react-native/icons/chevron-down';
import ChevronRight from 'lucide-react-native/icons/chevron-right';
import { useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Text } from '../../ui/text.tsx';
import type { Task } from './task.ts';
import { TaskRow } from './task-row.tsx';
import { useDoneTasks } from './use-tasks.ts';

interface DoneTasksProps {
  nowMs: number;
  onEdit(task: Task): void;
}

/** What was done, folded away and not read before somebody wants to see it. */
export function DoneTasks({ nowMs, onEdit }: DoneTasksProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const tasks = useDoneTasks(isOpen);
  return (
    <View style={styles.part}>
      <ListRow
        icon={isOpen ? ChevronDown : ChevronRight}
        title={t('context.taskDoneList')}
        onPress={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <QueryView query={tasks}>
          {(items) => (
            <>
              {items.length === 0 && (
                <Text size="small" tone="soft" style={styles.body}>
                  {t('context.taskDoneNone')}
                </Text>
              )}
              {items.map((task) => (
                <TaskRow key={task.id} task={task} nowMs={nowMs} onEdit={() => onEdit(task)} />
              ))}
              {tasks.hasNextPage && (
                <View style={styles.body}>
                  <Button
                    label={t('common.showMore')}
                    isBusy={tasks.isFetchingNextPage}
                    onPress={() => void tasks.fetchNextPage()}
                  />
                </View>
              )}
            </>
          )}
        </QueryView>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  part: { paddingTop: 12 },
  body: { paddingHorizontal: 16, paddingVertical: 12 },
});
