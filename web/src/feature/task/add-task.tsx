import { useState } from 'react';
import { fromLocalTime } from '../../lib/local-time.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAddTask } from './use-task-act.ts';

export function AddTask() {
  const t = useText();
  const [title, setTitle] = useState('');
  const [due, setDue] = useState('');
  const add = useAddTask();
  const clear = () => {
    setTitle('');
    setDue('');
  };
  return (
    <form
      className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_15.5rem_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ payload: { title: title.trim() }, due_at: fromLocalTime(due) }, { onSuccess: clear });
      }}
    >
      <TextField
        label={t('context.taskTitle')}
        placeholder={t('context.taskExample')}
        value={title}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextField
        label={t('context.taskDue')}
        type="datetime-local"
        value={due}
        onChange={(event) => setDue(event.target.value)}
      />
      <Button
        type="submit"
        look="primary"
        className="h-11 justify-self-start"
        disabled={add.isPending || title.trim() === ''}
      >
        {t('context.taskAdd')}
      </Button>
    </form>
  );
}
