import { CircleCheck } from 'lucide-react';
import type { MessageId } from '../../lib/message-id.ts';
import { useNow } from '../../lib/use-now.ts';
import { useText } from '../../lib/use-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { AddTask } from './add-task.tsx';
import { DoneTasks } from './done-tasks.tsx';
import { type DueGroup, groupTasks } from './group-tasks.ts';
import type { Task } from './task.ts';
import { TaskItem } from './task-item.tsx';
import { useOpenTasks } from './use-tasks.ts';

const GROUP_NAME: Readonly<Record<DueGroup, MessageId>> = {
  overdue: 'context.taskOverdue',
  today: 'context.taskToday',
  later: 'context.taskLater',
  undated: 'context.taskUndated',
};

/** What is to be done, by when it is due, and what was done. */
export function TaskScreen() {
  const t = useText();
  const tasks = useOpenTasks();
  const nowMs = useNow();
  return (
    <>
      <p className="-mt-6 text-soft">{t('context.taskLead')}</p>
      <AddTask />
      <QueryView query={tasks}>
        {({ items, isWhole }) => (
          <>
            {items.length === 0 && (
              <EmptyState icon={<CircleCheck size={26} />} title={t('context.taskNoneTitle')}>
                {t('context.taskNoneLead')}
              </EmptyState>
            )}
            {!isWhole && <Notice kind="calm">{t('context.taskMore', { count: items.length })}</Notice>}
            {groupTasks(items, nowMs).map(({ group, tasks: found }) => (
              <TaskGroup
                key={group}
                name={t(GROUP_NAME[group])}
                isUrgent={group === 'overdue'}
                tasks={found}
                nowMs={nowMs}
              />
            ))}
          </>
        )}
      </QueryView>
      <DoneTasks nowMs={nowMs} />
    </>
  );
}

interface TaskGroupProps {
  name: string;
  isUrgent: boolean;
  tasks: readonly Task[];
  nowMs: number;
}

function TaskGroup({ name, isUrgent, tasks, nowMs }: TaskGroupProps) {
  return (
    <section aria-label={name} className="grid gap-3">
      <h2 className={`text-sm font-semibold ${isUrgent ? 'text-danger' : 'text-soft'}`}>
        {name} <span className="font-normal tabular-nums">{tasks.length}</span>
      </h2>
      <ul className="divide-y divide-line rounded-2xl border border-line bg-raised">
        {tasks.map((task) => (
          <TaskItem key={task.id} task={task} nowMs={nowMs} />
        ))}
      </ul>
    </section>
  );
}
