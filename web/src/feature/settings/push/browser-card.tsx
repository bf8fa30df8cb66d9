import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { findPushHindrance, isPushed, startPushes, stopPushes } from '../../../lib/browser-push.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { PushTest } from './push-test.tsx';

const KEY = queryKey.settings('browser-push');

/** Whether this browser tells the person what happens while the page is closed. */
export function BrowserCard() {
  const t = useText();
  const api = useApi();
  const queries = useQueryClient();
  const hindrance = findPushHindrance();
  const pushed = useQuery({ queryKey: KEY, queryFn: () => isPushed(api), enabled: hindrance === null });
  const change = useMutation({
    mutationFn: (isOn: boolean) => (isOn ? startPushes(api) : stopPushes(api)),
    onError: () => say(t('settings.browserRefused'), { isTrouble: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  const hint = { unsupported: t('settings.browserUnsupported'), denied: t('settings.browserDenied') };
  return (
    <Card title={t('settings.browserTitle')} description={t('settings.browserLead')}>
      <Switch
        label={t('settings.browserPush')}
        hint={hindrance === null ? t('settings.browserHint') : hint[hindrance]}
        isOn={change.isPending ? change.variables : (pushed.data ?? false)}
        isDisabled={hindrance !== null || change.isPending || pushed.isPending}
        onChange={(isOn) => change.mutate(isOn)}
      />
      {pushed.data && !change.isPending && <PushTest />}
    </Card>
  );
}
