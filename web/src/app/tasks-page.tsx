import { FollowUpList } from '../feature/follow-up/follow-up-list.tsx';
import { TaskScreen } from '../feature/task/task-screen.tsx';
import { useText } from '../lib/use-text.ts';
import { PageLayout } from './page-layout.tsx';

export function TasksPage() {
  const t = useText();
  return (
    <PageLayout title={t('common.tasks')}>
      <TaskScreen />
      <FollowUpList />
    </PageLayout>
  );
}
