import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';

interface SettingFormProps {
  submitLabel: string;
  /** Whether there is something to send. */
  isReady: boolean;
  act: { mutate(): void; isPending: boolean; error: Error | null };
  children: ReactNode;
}

/** Fields that are sent together. What went wrong is said below them. */
export function SettingForm({ submitLabel, isReady, act, children }: SettingFormProps) {
  return (
    <form
      className="grid max-w-lg gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate();
      }}
    >
      {children}
      {act.error && <Notice kind="danger">{act.error.message}</Notice>}
      <Button type="submit" look="primary" className="justify-self-start" disabled={!isReady || act.isPending}>
        {submitLabel}
      </Button>
    </form>
  );
}
