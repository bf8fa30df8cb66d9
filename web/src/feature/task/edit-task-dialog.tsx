import { useState } from 'react';
import { fromLocalTime, toLocalTime } from '../../lib/local-time.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type Task, titleOf } from './task.ts';
import { useChangeTask } from './use-task-act.ts';

export function EditTaskDialog({ task, onClose }: { task: Task; onClose(): void }) {
  const t = useText();
  const [title, setTitle] = useState(titleOf(task));
  const [due, setDue] = useState(task.due_at === null ? '' : toLocalTime(Date.parse(task.due_at)));
  const change = useChangeTask();
  const save = () => {
    const payload = { ...task.payload, title: title.trim() };
    change.mutate({ id: task.id, payload, due_at: fromLocalTime(due) }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t('context.taskEditTitle')} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={t('context.taskTitle')}
          value={title}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => setTitle(event.target.value)}
        />
        <TextField
          label={t('context.taskDue')}
          hint={t('context.taskDueHint')}
          type="datetime-local"
          value={due}
          onChange={(event) => setDue(event.target.value)}
        />
        {change.error && <Notice kind="danger">{change.error.message}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={change.isPending || title.trim() === ''}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
