import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { useText } from '../../../lib/use-text.ts';
import { QueryView } from '../../../ui/query-view.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { RetentionForm } from './retention-form.tsx';

/** The longest that conversations are kept, with a look at what that would delete. */
export function RetentionScreen() {
  const t = useText();
  const api = useApi();
  const kept = useQuery({
    queryKey: queryKey.console('retention'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/admin/retention', { signal })),
  });
  return (
    <>
      <ScreenHead title={t('console.retention')} lead={t('console.retentionLead')} />
      <QueryView query={kept}>{({ spaces }) => <RetentionForm key={JSON.stringify(spaces)} kept={spaces} />}</QueryView>
    </>
  );
}
