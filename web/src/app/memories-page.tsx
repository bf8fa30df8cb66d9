import { MemoryScreen } from '../feature/memory/memory-screen.tsx';
import { useText } from '../lib/use-text.ts';
import { PageLayout } from './page-layout.tsx';

export function MemoriesPage() {
  const t = useText();
  return (
    <PageLayout title={t('common.memories')}>
      <MemoryScreen />
    </PageLayout>
  );
}
