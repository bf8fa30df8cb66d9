import { ApiError } from '@omniai/client';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useCountdown } from './use-countdown.ts';

interface AuthFormProps {
  submitLabel: string;
  mutation: Pick<UseMutationResult<unknown, Error, void>, 'mutate' | 'isPending' | 'error'>;
  children: ReactNode;
}

/** A form that says what went wrong in the server's words, and waits with the person where the server asks to wait. */
export function AuthForm({ submitLabel, mutation, children }: AuthFormProps) {
  const t = useText();
  const { error } = mutation;
  const waitS = useCountdown(error instanceof ApiError ? error.retryAfterS : undefined, error);
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (waitS === 0) mutation.mutate();
      }}
    >
      {children}
      {error && (
        <Notice kind="danger">
          {error.message}
          {waitS > 0 && <span className="block tabular-nums">{t('auth.wait', { seconds: waitS })}</span>}
        </Notice>
      )}
      <Button type="submit" look="primary" className="h-11" disabled={mutation.isPending || waitS > 0}>
        {mutation.isPending ? t('auth.oneMoment') : submitLabel}
      </Button>
    </form>
  );
}
