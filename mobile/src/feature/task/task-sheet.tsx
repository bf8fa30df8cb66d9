import { useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { fromLocalMoment, toLocalMoment } from '../../lib/local-moment.ts';
import { useNow } from '../../lib/use-now.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notesOf, type Task, titleOf } from './task.ts';
import { useAddTask, useChangeTask, useDeleteTask } from './use-task-act.ts';

const MAX_TITLE = 500;
const MAX_NOTES = 4_000;

/** @param task null for a new one */
export function TaskSheet({ task, onClose }: { task: Task | null; onClose(): void }) {
  const t = useText();
  const nowMs = useNow();
  const [title, setTitle] = useState(task ? titleOf(task) : '');
  const [notes, setNotes] = useState(task ? notesOf(task) : '');
  const [moment, setMoment] = useState(() => toLocalMoment(task?.due_at ?? null));
  const add = useAddTask();
  const change = useChangeTask();
  const remove = useDeleteTask();
  const due = fromLocalMoment(moment);
  const error = add.error ?? change.error;
  const save = () => {
    if (due === undefined) return;
    const { notes: _, ...rest } = task?.payload ?? {};
    const payload = { ...rest, title: title.trim(), ...(notes.trim() !== '' && { notes: notes.trim() }) };
    if (task) change.mutate({ id: task.id, payload, due_at: due }, { onSuccess: onClose });
    else add.mutate({ payload, due_at: due }, { onSuccess: onClose });
  };
  return (
    <Sheet title={t(task ? 'context.taskEditTitle' : 'context.taskNew')} isOpen onClose={onClose}>
      <View style={styles.body}>
        <TextField
          label={t('context.taskTitle')}
          placeholder={t('context.taskExample')}
          value={title}
          onChangeText={setTitle}
          maxLength={MAX_TITLE}
          autoFocus={!task}
        />
        <TextField
          label={t('context.taskNotes')}
          value={notes}
          onChangeText={setNotes}
          maxLength={MAX_NOTES}
          multiline
        />
        <MomentField label={t('context.taskDue')} moment={moment} nowMs={nowMs} onChange={setMoment} />
        {error && <Notice kind="danger" text={error.message} />}
        <Button
          look="primary"
          label={t(task ? 'common.save' : 'context.taskAdd')}
          isDisabled={title.trim() === '' || due === undefined}
          isBusy={add.isPending || change.isPending}
          onPress={save}
        />
        {task && (
          <Button
            look="danger"
            label={t('common.delete')}
            isBusy={remove.isPending}
            onPress={() => remove.mutate(task, { onSuccess: onClose })}
          />
        )}
      </View>
    </Sheet>
  );
}

const styles = StyleSheet.create({ body: { padding: 16, paddingTop: 4, gap: 16 } });
