import { unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { OmiLink } from './omi-link.ts';
import { UnlinkDialog } from './unlink-dialog.tsx';

interface PendingLinkProps {
  link: OmiLink;
  /** What the server said when the codes were made; gone after a reload, because nobody can read a code again. */
  shown: { speak: string; dev_code?: string | undefined } | undefined;
  canPush: boolean;
  canHear: boolean;
  onRenew(omiUserId: string): void;
  renewError: Error | null;
}

/** The second step of linking: either of two codes, whichever comes first. */
export function PendingLink({ link, shown, canPush, canHear, onRenew, renewError }: PendingLinkProps) {
  const t = useText();
  const [isEnding, setEnding] = useState(false);
  const isOver = link.code_expires_at !== null && Date.parse(link.code_expires_at) <= Date.now();
  return (
    <section aria-labelledby="pending-title" className="grid gap-5 rounded-2xl border border-line bg-raised p-5 sm:p-6">
      <div className="grid gap-1">
        <h2 id="pending-title" className="text-base font-semibold">
          {t('voice.pendingTitle')}
        </h2>
        <p className="truncate text-sm text-soft">{link.omi_user_id}</p>
      </div>
      {isOver ? (
        <Notice kind="warn">{t('voice.codesOver')}</Notice>
      ) : (
        <>
          {canHear && shown && <Sentence text={shown.speak} />}
          <CodeForm
            omiUserId={link.omi_user_id}
            isPushed={canPush}
            devCode={shown?.dev_code}
            isAlone={!canHear || !shown}
          />
          <p role="status" className="flex items-center gap-2.5 text-sm text-soft">
            <span className="pulse-dot size-2 shrink-0 rounded-full bg-accent" aria-hidden="true" />
            {t('voice.waitingForCode')}
          </p>
        </>
      )}
      {renewError && <Notice kind="danger">{renewError.message}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => onRenew(link.omi_user_id)}>
          {t(shown && !isOver ? 'voice.sendNewCodes' : 'voice.getNewCodes')}
        </Button>
        <Button size="small" look="quiet" onClick={() => setEnding(true)}>
          {t('common.cancel')}
        </Button>
      </div>
      {isEnding && <UnlinkDialog link={link} onClose={() => setEnding(false)} />}
    </section>
  );
}

function Sentence({ text }: { text: string }) {
  const t = useText();
  return (
    <div className="grid gap-2">
      <p className="text-sm font-medium">{t('voice.sayThis')}</p>
      <blockquote className="rounded-xl bg-accent-soft px-4 py-3.5 text-lg font-semibold tracking-tight text-accent tabular-nums">
        {text}
      </blockquote>
    </div>
  );
}

const LABEL_ALONE = { pushed: 'voice.enterPushed', shown: 'voice.enterCode' } as const;
const LABEL_OTHER = { pushed: 'voice.orEnterPushed', shown: 'voice.orEnterCode' } as const;

interface CodeFormProps {
  omiUserId: string;
  isPushed: boolean;
  devCode: string | undefined;
  /** Whether this is the only way. */
  isAlone: boolean;
}

function CodeForm({ omiUserId, isPushed, devCode, isAlone }: CodeFormProps) {
  const t = useText();
  const [code, setCode] = useState('');
  const confirm = useConfirm(omiUserId);
  if (!isPushed && devCode === undefined && !isAlone) return null;
  const label = isAlone ? LABEL_ALONE : LABEL_OTHER;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(code);
      }}
    >
      <TextField
        label={t(isPushed ? label.pushed : label.shown)}
        value={code}
        required
        maxLength={40}
        inputMode="numeric"
        autoComplete="one-time-code"
        onChange={(event) => setCode(event.target.value)}
        hint={devCode === undefined ? undefined : t('voice.devCode', { code: devCode })}
      />
      {confirm.error && <Notice kind="danger">{confirm.error.message}</Notice>}
      <Button
        type="submit"
        look="primary"
        className="justify-self-start"
        disabled={confirm.isPending || code.trim() === ''}
      >
        {t('voice.link')}
      </Button>
    </form>
  );
}

function useConfirm(omiUserId: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (code: string) =>
      unwrap(api.http.POST('/link/omi/confirm', { body: { omi_user_id: omiUserId, code: code.trim() } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKey.omiStatus }),
  });
}
