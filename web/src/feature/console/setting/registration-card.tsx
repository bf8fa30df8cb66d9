import { unwrap } from '@omniai/client';
import { useApi } from '../../../lib/api-context.tsx';
import type { MessageId } from '../../../lib/message-id.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import type { SystemSettings } from './use-system-settings.ts';

type Policy = SystemSettings['registration'];

const POLICIES: readonly { value: Policy; label: MessageId; hint: MessageId }[] = [
  { value: 'invite', label: 'console.registrationInvite', hint: 'console.registrationInviteHint' },
  { value: 'open', label: 'console.registrationOpen', hint: 'console.registrationOpenHint' },
  { value: 'closed', label: 'console.registrationClosed', hint: 'console.registrationClosedHint' },
];

/** Who may make an account. It changes at once, and goes before what the server was started with. */
export function RegistrationCard({ settings }: { settings: SystemSettings }) {
  const t = useText();
  const { http } = useApi();
  const change = useAct(
    (policy: Policy | null) => unwrap(http.PATCH('/admin/settings', { body: { registration: policy } })),
    {
      refresh: [queryKey.console('settings'), queryKey.health],
      onDone: () => say(t('console.saved')),
    },
  );
  const started = settings.variables.find(({ name }) => name === 'REGISTRATION')?.value;
  const isOwn = settings.registration_set !== null;
  return (
    <Card title={t('console.registration')} description={t('console.registrationLead')}>
      <ChoiceField
        label={t('console.registrationWho')}
        value={change.isPending && change.variables ? change.variables : settings.registration}
        onChange={(policy) => change.mutate(policy)}
        options={POLICIES.map(({ value, label, hint }) => ({ value, label: t(label), hint: t(hint) }))}
      />
      {change.error && <Notice kind="danger">{change.error.message}</Notice>}
      {isOwn && (
        <p className="text-[0.8125rem] text-soft">
          {t('console.registrationSet', { value: started ?? '' })}{' '}
          <button
            type="button"
            className="text-accent underline underline-offset-3"
            onClick={() => change.mutate(null)}
          >
            {t('console.registrationReset')}
          </button>
        </p>
      )}
    </Card>
  );
}
