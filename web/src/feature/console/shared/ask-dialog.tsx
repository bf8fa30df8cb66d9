import type { ReactNode } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';

interface AskDialogProps {
  title: string;
  /** What happens then. */
  description: ReactNode;
  /** The word on the button that does it. */
  doLabel: string;
  isHarmless?: boolean;
  act: { mutate(): void; isPending: boolean; error: Error | null };
  onClose(): void;
}

/** Asks before something is done that cannot be taken back. */
export function AskDialog({ title, description, doLabel, isHarmless = false, act, onClose }: AskDialogProps) {
  const t = useText();
  return (
    <Dialog title={title} description={description} onClose={onClose}>
      {act.error && <Notice kind="danger">{act.error.message}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look={isHarmless ? 'primary' : 'danger'} disabled={act.isPending} onClick={() => act.mutate()}>
          {doLabel}
        </Button>
      </div>
    </Dialog>
  );
}
