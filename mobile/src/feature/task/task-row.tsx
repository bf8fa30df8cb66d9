import Check from 'lucide-react-native/icons/check';
import { Pressable, StyleSheet, View } from 'react-native';
import { SOURCE_NAME } from '../../lib/source-name.ts';
import { useText } from '../../lib/use-text.ts';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import { formatDue } from './format-due.ts';
import { notesOf, type Task, titleOf } from './task.ts';
import { useTurnTask } from './use-task-act.ts';

interface TaskRowProps {
  task: Task;
  nowMs: number;
  onEdit(): void;
}

/** A task: ticked off at its beginning, opened by touching it. */
export function TaskRow({ task, nowMs, onEdit }: TaskRowProps) {
  const t = useText();
  const theme = useTheme();
  const turn = useTurnTask();
  const title = titleOf(task);
  const notes = notesOf(task);
  const isDone = (task.status === 'done') !== turn.isPending;
  return (
    <View style={[styles.row, { backgroundColor: theme.raised }]}>
      <Pressable
        role="checkbox"
        aria-label={t('context.taskDoneOf', { title })}
        aria-checked={isDone}
        aria-disabled={turn.isPending}
        disabled={turn.isPending}
        onPress={() => turn.mutate(task)}
        style={styles.tick}
      >
        <View
          style={[
            styles.box,
            {
              borderColor: isDone ? theme.accent : theme.lineStrong,
              backgroundColor: isDone ? theme.accent : 'transparent',
            },
          ]}
        >
          {isDone && <Check size={14} strokeWidth={3} color={theme.onAccent} />}
        </View>
      </Pressable>
      <Pressable
        role="button"
        aria-label={t('context.taskEditOf', { title })}
        onPress={onEdit}
        style={({ pressed }) => [styles.words, pressed && { backgroundColor: theme.hover }]}
      >
        <Text tone={isDone ? 'soft' : 'ink'} style={isDone && styles.done}>
          {title}
        </Text>
        {notes !== '' && (
          <Text size="small" tone="soft" numberOfLines={2}>
            {notes}
          </Text>
        )}
        <TaskFacts task={task} nowMs={nowMs} />
      </Pressable>
    </View>
  );
}

/** When it is due, and where it came from unless the person typed it: in a browser, or in this app. */
function TaskFacts({ task, nowMs }: { task: Task; nowMs: number }) {
  const t = useText();
  const { due_at: due, source, status } = task;
  const isLate = status === 'open' && due !== null && Date.parse(due) < nowMs;
  const origin = source === 'web' || source === 'api' ? '' : t(SOURCE_NAME[source]);
  if (due === null && origin === '') return null;
  return (
    <Text size="small" tone="soft">
      {due !== null && (
        <Text size="small" tone={isLate ? 'danger' : 'soft'}>
          {formatDue(due, nowMs)}
        </Text>
      )}
      {due !== null && origin !== '' && ' · '}
      {origin}
    </Text>
  );
}

const styles = StyleSheet.create({
  row: { flexDirection: 'row', alignItems: 'flex-start' },
  tick: { width: 52, minHeight: 52, alignItems: 'center', justifyContent: 'center' },
  box: { width: 24, height: 24, borderRadius: 12, borderWidth: 2, alignItems: 'center', justifyContent: 'center' },
  words: { flex: 1, minHeight: 52, justifyContent: 'center', gap: 2, paddingRight: 16, paddingVertical: 12 },
  done: { textDecorationLine: 'line-through' },
});
