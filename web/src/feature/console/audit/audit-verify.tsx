import { unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { formatCount } from '../../../lib/format.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';

/** Counts the hashes again: whether anything of the log was changed or taken out. */
export function AuditVerify() {
  const t = useText();
  const api = useApi();
  const verify = useMutation({ mutationFn: () => unwrap(api.http.GET('/admin/audit/verify')) });
  const found = verify.data;
  return (
    <Card
      title={t('console.verify')}
      description={t('console.verifyLead')}
      action={
        <Button size="small" disabled={verify.isPending} onClick={() => verify.mutate()}>
          {t(verify.isPending ? 'console.verifying' : 'console.verifyNow')}
        </Button>
      }
    >
      {verify.error && <Notice kind="danger">{verify.error.message}</Notice>}
      {found?.intact === true && (
        <Notice kind="calm">
          {t('console.intact', { entries: formatCount(found.entries), first: formatCount(found.first) })}
        </Notice>
      )}
      {found?.intact === false && (
        <Notice kind="danger">{t('console.broken', { entry: formatCount(found.broken_at) })}</Notice>
      )}
    </Card>
  );
}
