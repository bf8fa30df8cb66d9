import { unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { useLinkStart } from './use-link-start.ts';

export interface Arrival {
  omiUserId: string | undefined;
  state: string | undefined;
}

interface LinkFormProps {
  arrival: Arrival;
  begin: ReturnType<typeof useLinkStart>;
  isFirst: boolean;
  /** Whether Omi can be asked who the person is. */
  canAuthorize: boolean;
}

/** The first step of linking: whose Omi it is. */
export function LinkForm({ arrival, begin, isFirst, canAuthorize }: LinkFormProps) {
  const t = useText();
  const [omiUserId, setOmiUserId] = useState(arrival.omiUserId ?? '');
  const authorize = useAuthorize();
  const error = begin.error ?? authorize.error;
  return (
    <Card
      title={t(isFirst ? 'voice.linkTitle' : 'voice.linkAnother')}
      {...(isFirst && { description: t('voice.linkLead') })}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          begin.mutate({ omiUserId: omiUserId.trim(), state: arrival.state });
        }}
      >
        <TextField
          label={t('voice.omiUserId')}
          value={omiUserId}
          required
          maxLength={128}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => setOmiUserId(event.target.value)}
          hint={t(arrival.omiUserId === undefined ? 'voice.omiUserIdHint' : 'voice.omiUserIdFilled')}
        />
        {error && <Notice kind="danger">{error.message}</Notice>}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" disabled={begin.isPending || omiUserId.trim() === ''}>
            {t(begin.isPending ? 'voice.oneMoment' : 'voice.continue')}
          </Button>
          {canAuthorize && arrival.omiUserId === undefined && (
            <Button disabled={authorize.isPending} onClick={() => authorize.mutate()}>
              {t('voice.findWithOmi')}
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}

/** Leaves for Omi's own page, which leads back here with the person's id. */
function useAuthorize() {
  const api = useApi();
  return useMutation({
    mutationFn: () => unwrap(api.http.POST('/link/omi/authorize', { body: {} })),
    onSuccess: ({ url }) => window.location.assign(url),
  });
}
