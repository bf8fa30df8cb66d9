import { createKey, unwrap } from '@omniai/client';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { DoctorSteps } from './doctor-steps.tsx';
import { kindName } from './kind-name.ts';
import { KindPicker } from './kind-picker.tsx';
import { emptyDraft, toNewBody } from './provider-draft.ts';
import { ProviderFields } from './provider-fields.tsx';
import { LIVE, useDoctor } from './use-doctor.ts';

interface NewProviderScreenProps {
  /** The way back to all. */
  back: ReactNode;
  onMade(): void;
}

/** A provider that is filled in, looked at and then made. */
export function NewProviderScreen({ back, onMade }: NewProviderScreenProps) {
  const t = useText();
  const api = useApi();
  const [draft, setDraft] = useState(() => emptyDraft('lmstudio'));
  const [key] = useState(createKey);
  const body = toNewBody(draft, kindName(draft.kind, t));
  const doctor = useDoctor(() => api.http.POST('/admin/providers/check', { body, ...LIVE }));
  const make = useAct(() => unwrap(api.http.POST('/admin/providers', { headers: { 'idempotency-key': key }, body })), {
    refresh: [queryKey.console('providers'), queryKey.providers],
    onDone() {
      say(t('console.providerMade', { name: body.name }));
      onMade();
    },
  });
  return (
    <>
      {back}
      <Card title={t('console.newProvider')} description={t('console.newProviderLead')}>
        <form
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          <KindPicker
            kind={draft.kind}
            onChange={(kind) => {
              doctor.look.reset();
              setDraft({ ...emptyDraft(kind), name: draft.name });
            }}
          />
          <ProviderFields draft={draft} hasKey={false} isNew onChange={setDraft} />
          <DoctorSteps {...doctor} />
          {make.error && <Notice kind="danger">{make.error.message}</Notice>}
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="primary" disabled={make.isPending}>
              {t('console.addProvider')}
            </Button>
            <Button
              disabled={doctor.look.isPending}
              onClick={({ currentTarget }) => currentTarget.form?.reportValidity() && doctor.look.mutate()}
            >
              {t('console.checkFirst')}
            </Button>
          </div>
        </form>
      </Card>
    </>
  );
}
