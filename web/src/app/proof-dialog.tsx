import { unwrap } from '@omniai/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../lib/api-context.tsx';
import { queryKey } from '../lib/query-key.ts';
import { useMe } from '../lib/use-me.ts';
import { useText } from '../lib/use-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';

/** Asks who is signed in to prove again that it is them, by their password or by a code. */
export function ProofDialog({ onEnd }: { onEnd(isProved: boolean): void }) {
  const t = useText();
  const me = useMe();
  const hasCodes = useHasCodes();
  const [isByCode, setByCode] = useState(false);
  const [typed, setTyped] = useState('');
  const prove = useProve(() => onEnd(true));
  const switchWay = () => {
    setByCode(!isByCode);
    setTyped('');
    prove.reset();
  };
  return (
    <Dialog title={t('common.proofTitle')} description={t('common.proofLead')} onClose={() => onEnd(false)}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          prove.mutate(isByCode ? toCode(typed) : { password: typed });
        }}
      >
        {/* So that a password manager knows whose password is asked for. */}
        <input type="text" autoComplete="username" value={me.data?.user.email ?? ''} readOnly hidden />
        <TextField
          key={String(isByCode)}
          label={t(isByCode ? 'common.proofCode' : 'common.proofPassword')}
          hint={t(isByCode ? 'common.proofCodeHint' : 'common.proofPasswordHint')}
          type={isByCode ? 'text' : 'password'}
          autoComplete={isByCode ? 'one-time-code' : 'current-password'}
          autoFocus
          required
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {prove.error && <Notice kind="danger">{prove.error.message}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          {hasCodes && (
            <Button look="quiet" className="mr-auto" onClick={switchWay}>
              {t(isByCode ? 'common.proofByPassword' : 'common.proofByCode')}
            </Button>
          )}
          <Button onClick={() => onEnd(false)}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={prove.isPending}>
            {t('common.proofGo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type Proof = { password: string } | { totp_code: string } | { recovery_code: string };

/** Six digits come from an authenticator app, everything else is a recovery code. */
function toCode(typed: string): Proof {
  return /^\d{6}$/.test(typed.replace(/\s/g, '')) ? { totp_code: typed } : { recovery_code: typed };
}

function useProve(onProved: () => void) {
  const api = useApi();
  return useMutation({
    mutationFn: (body: Proof) => unwrap(api.http.POST('/auth/confirm', { body })),
    onSuccess: onProved,
  });
}

function useHasCodes(): boolean {
  const api = useApi();
  const { data } = useQuery({
    queryKey: queryKey.secondFactor,
    queryFn: ({ signal }) => unwrap(api.http.GET('/account/totp', { signal })),
  });
  return data?.enabled ?? false;
}
