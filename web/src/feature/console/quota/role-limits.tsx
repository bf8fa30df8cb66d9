import { unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { say } from '../../../lib/toast.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';
import { type FullLimits, LimitFields, type Limits } from './limit-fields.tsx';

interface RoleLimitsProps {
  of: 'user' | 'admin';
  limits: FullLimits;
}

/** The limits of everybody of a role who has none of their own. */
export function RoleLimits({ of: role, limits }: RoleLimitsProps) {
  const t = useText();
  const api = useApi();
  const [draft, setDraft] = useState<Limits>(limits);
  const save = useAdminAct(() => unwrap(api.http.PUT('/admin/quota-defaults', { body: { [role]: draft } })), {
    onDone: () => say(t('console.saved')),
  });
  return (
    <Card
      title={t(role === 'user' ? 'console.limitsOfUsers' : 'console.limitsOfAdmins')}
      description={t('console.limitsOfRoleLead')}
    >
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <LimitFields value={draft} onChange={setDraft} />
        {save.error && <Notice kind="danger">{save.error.message}</Notice>}
        <Button type="submit" look="primary" className="justify-self-start" disabled={save.isPending}>
          {t('console.save')}
        </Button>
      </form>
    </Card>
  );
}
