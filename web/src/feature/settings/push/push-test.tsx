import { type ApiClient, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import type { MessageId } from '../../../lib/message-id.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';

const sendTest = (http: ApiClient['http']) => unwrap(http.POST('/push/test'));

type Outcome = Awaited<ReturnType<typeof sendTest>>['outcome'];

const SENTENCE: Readonly<Record<Outcome, MessageId>> = {
  sent: 'settings.pushTestSent',
  unwanted: 'settings.pushTestUnwanted',
  refused: 'settings.pushTestRefused',
  unreachable: 'settings.pushTestUnreachable',
};

/** Lets the server push to this browser at once, and says how far it came. */
export function PushTest() {
  const t = useText();
  const { http } = useApi();
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => sendTest(http),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKey.settings('browser-push') }),
  });
  return (
    <div className="grid justify-items-start gap-3">
      <Button size="small" disabled={test.isPending} onClick={() => test.mutate()}>
        {t('settings.pushTest')}
      </Button>
      {test.error && <Notice kind="danger">{test.error.message}</Notice>}
      {test.data && (
        <Notice kind={test.data.outcome === 'sent' ? 'calm' : 'warn'}>{t(SENTENCE[test.data.outcome])}</Notice>
      )}
    </div>
  );
}
