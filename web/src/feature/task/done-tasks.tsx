import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../lib/use-text.ts';
import { PageView } from '../../ui/page-view.tsx';
import { TaskItem } from './task-item.tsx';
import { useDoneTasks } from './use-tasks.ts';

/** What was done, folded away and not read before somebody wants to see it. */
export function DoneTasks({ nowMs }: { nowMs: number }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const tasks = useDoneTasks(isOpen);
  return (
    <details className="group grid gap-3" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-lg py-1 pr-2 text-sm font-semibold text-soft hover:text-ink">
        <ChevronRight size={16} className="transition-transform group-open:rotate-90" aria-hidden="true" />
        {t('context.taskDoneList')}
      </summary>
      <div className="pt-3">
        <PageView pages={tasks} empty={<p className="text-sm text-soft">{t('context.taskDoneNone')}</p>}>
          {(items) => (
            <ul className="divide-y divide-line rounded-2xl border border-line bg-raised">
              {items.map((task) => (
                <TaskItem key={task.id} task={task} nowMs={nowMs} />
              ))}
            </ul>
          )}
        </PageView>
      </div>
    </details>
  );
}
