import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { confirmed } from '../../../lib/confirmed.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { TextField } from '../../../ui/text-field.tsx';

interface SecondFactorDialogProps {
  onDone(recoveryCodes: readonly string[]): void;
  onClose(): void;
}

/** Shows the secret once, as a picture and as letters, and puts it in force by its first code. */
export function SecondFactorDialog({ onDone, onClose }: SecondFactorDialogProps) {
  const t = useText();
  const api = useApi();
  const [code, setCode] = useState('');
  // Each look makes a new secret, so it is asked for once and forgotten with the dialog.
  const secret = useQuery({
    queryKey: queryKey.settings('second-factor-secret'),
    queryFn: () => confirmed(() => unwrap(api.http.POST('/account/totp'))),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const confirm = useAct(() => unwrap(api.http.POST('/account/totp/confirm', { body: { totp_code: code } })), {
    refresh: [queryKey.secondFactor],
    onDone: ({ recovery_codes: codes }) => onDone(codes),
  });
  return (
    <Dialog title={t('settings.factorSetUp')} description={t('settings.factorScan')} onClose={onClose}>
      <QueryView query={secret}>
        {({ qr_svg: picture, secret: letters }) => (
          <form
            className="grid gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              confirm.mutate();
            }}
          >
            {/* Scanners want dark on light, whatever the page looks like. */}
            <img
              src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
              alt={t('settings.factorPicture')}
              className="size-48 justify-self-center rounded-xl bg-white p-2"
            />
            <div className="grid gap-1 text-[0.8125rem]">
              <p className="text-soft">{t('settings.factorLetters')}</p>
              <div className="flex items-center gap-1">
                <code className="min-w-0 font-mono break-all">{letters}</code>
                <CopyButton text={letters} label={t('settings.factorCopy')} />
              </div>
            </div>
            <TextField
              label={t('settings.factorCode')}
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
              required
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
            {confirm.error && <Notice kind="danger">{confirm.error.message}</Notice>}
            <div className="flex justify-end gap-2">
              <Button onClick={onClose}>{t('common.cancel')}</Button>
              <Button type="submit" look="primary" disabled={confirm.isPending}>
                {t('settings.factorTurnOn')}
              </Button>
            </div>
          </form>
        )}
      </QueryView>
    </Dialog>
  );
}
