import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';
import { SecondFactorDialog } from './second-factor-dialog.tsx';

type Question = 'set-up' | 'renew' | 'remove';

/** A code of an authenticator app beside the password. */
export function SecondFactorCard() {
  const t = useText();
  const api = useApi();
  const [question, setQuestion] = useState<Question | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const state = useQuery({
    queryKey: queryKey.secondFactor,
    queryFn: ({ signal }) => unwrap(api.http.GET('/account/totp', { signal })),
  });
  const showCodes = (fresh: readonly string[]) => {
    setQuestion(null);
    setCodes(fresh);
  };
  const refresh = [queryKey.secondFactor];
  const renew = useAct(() => unwrap(api.http.POST('/account/totp/recovery-codes')), {
    refresh,
    onDone: ({ recovery_codes: fresh }) => showCodes(fresh),
  });
  const remove = useAct(() => unwrap(api.http.DELETE('/account/totp')), {
    refresh,
    onDone() {
      setQuestion(null);
      say(t('settings.factorRemoved'));
    },
  });
  return (
    <Card title={t('settings.factorTitle')} description={t('settings.factorLead')}>
      <QueryView query={state}>
        {({ enabled, recovery_codes_left: left }) => (
          <div className="grid gap-4 text-sm">
            <p>{enabled ? t('settings.factorOn', { left }) : t('settings.factorOff')}</p>
            <div className="flex flex-wrap gap-2">
              {enabled ? (
                <>
                  <Button onClick={() => setQuestion('renew')}>{t('settings.codesRenew')}</Button>
                  <Button onClick={() => setQuestion('remove')}>{t('settings.factorRemove')}</Button>
                </>
              ) : (
                <Button look="primary" onClick={() => setQuestion('set-up')}>
                  {t('settings.factorSetUp')}
                </Button>
              )}
            </div>
          </div>
        )}
      </QueryView>
      {question === 'set-up' && <SecondFactorDialog onDone={showCodes} onClose={() => setQuestion(null)} />}
      {question === 'renew' && (
        <AskDialog
          title={t('settings.codesRenewTitle')}
          description={t('settings.codesRenewLead')}
          doLabel={t('settings.codesRenew')}
          isHarmless
          act={renew}
          onClose={() => setQuestion(null)}
        />
      )}
      {question === 'remove' && (
        <AskDialog
          title={t('settings.factorRemoveTitle')}
          description={t('settings.factorRemoveLead')}
          doLabel={t('settings.factorRemove')}
          act={remove}
          onClose={() => setQuestion(null)}
        />
      )}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </Card>
  );
}
