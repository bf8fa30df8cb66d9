import { useText } from '../../../lib/use-text.ts';
import { QueryView } from '../../../ui/query-view.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { RoleLimits } from './role-limits.tsx';
import { useQuotaDefaults } from './use-quota-defaults.ts';

/** What each role may use. */
export function LimitsScreen() {
  const t = useText();
  const defaults = useQuotaDefaults();
  return (
    <>
      <ScreenHead title={t('console.limits')} lead={t('console.limitsLead')} />
      <QueryView query={defaults}>
        {({ user, admin }) => (
          <>
            <RoleLimits of="user" limits={user} />
            <RoleLimits of="admin" limits={admin} />
          </>
        )}
      </QueryView>
    </>
  );
}
