import { Check, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { SOURCE_NAME } from '../../lib/source-name.ts';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { EditTaskDialog } from './edit-task-dialog.tsx';
import { formatDue } from './format-due.ts';
import { type Task, titleOf } from './task.ts';
import { useDeleteTask, useTurnTask } from './use-task-act.ts';

export function TaskItem({ task, nowMs }: { task: Task; nowMs: number }) {
  const t = useText();
  const [isEditing, setEditing] = useState(false);
  const turn = useTurnTask();
  const remove = useDeleteTask();
  const title = titleOf(task);
  const isDone = (task.status === 'done') !== turn.isPending;
  return (
    <li className="flex items-start gap-3 py-3 pr-2 pl-4">
      <DoneBox
        label={t('context.taskDoneOf', { title })}
        isDone={isDone}
        isDisabled={turn.isPending}
        onTurn={() => turn.mutate(task)}
      />
      <div className="grid min-w-0 flex-1 gap-0.5 py-1">
        <p className={`break-words ${isDone ? 'text-soft line-through' : ''}`}>{title}</p>
        <TaskFacts task={task} nowMs={nowMs} />
      </div>
      {!isDone && (
        <IconButton label={t('context.taskEditOf', { title })} onClick={() => setEditing(true)}>
          <Pencil size={15} />
        </IconButton>
      )}
      <IconButton
        label={t('context.taskDeleteOf', { title })}
        disabled={remove.isPending}
        onClick={() => remove.mutate(task)}
      >
        <Trash2 size={15} />
      </IconButton>
      {isEditing && <EditTaskDialog task={task} onClose={() => setEditing(false)} />}
    </li>
  );
}

interface DoneBoxProps {
  label: string;
  isDone: boolean;
  isDisabled: boolean;
  onTurn(): void;
}

function DoneBox({ label, isDone, isDisabled, onTurn }: DoneBoxProps) {
  return (
    <span className="relative mt-1.5 grid size-5.5 shrink-0 place-items-center">
      <input
        type="checkbox"
        aria-label={label}
        checked={isDone}
        disabled={isDisabled}
        onChange={onTurn}
        className="peer absolute -inset-1.5 z-1 size-8.5 cursor-pointer appearance-none rounded-full"
      />
      <span
        aria-hidden="true"
        className={`grid size-5.5 place-items-center rounded-full border-2 transition-colors ${
          isDone ? 'border-accent bg-accent text-on-accent' : 'border-line-strong peer-hover:border-accent'
        }`}
      >
        {isDone && <Check size={13} strokeWidth={3} />}
      </span>
    </span>
  );
}

/** When it is due, and where it came from unless the person typed it. */
function TaskFacts({ task, nowMs }: { task: Task; nowMs: number }) {
  const t = useText();
  const isLate = task.status === 'open' && task.due_at !== null && Date.parse(task.due_at) < nowMs;
  if (task.due_at === null && task.source === 'web') return null;
  return (
    <p className="flex flex-wrap gap-x-1.5 text-[0.8125rem] text-soft">
      {task.due_at !== null && (
        <time dateTime={task.due_at} className={isLate ? 'text-danger' : ''}>
          {formatDue(task.due_at, nowMs)}
        </time>
      )}
      {task.due_at !== null && task.source !== 'web' && <span aria-hidden="true">·</span>}
      {task.source !== 'web' && <span>{t(SOURCE_NAME[task.source])}</span>}
    </p>
  );
}
