import type { ReactNode } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';

interface LinkDialogProps {
  title: string;
  description: ReactNode;
  link: string;
  onClose(): void;
}

/** A link that is shown this once: to copy, or to point a phone at. */
export function LinkDialog({ title, description, link, onClose }: LinkDialogProps) {
  const t = useText();
  return (
    <Dialog title={title} description={description} onClose={onClose}>
      <QrCode text={link} label={t('console.qrCode')} />
      <div className="flex items-center gap-2 rounded-lg border border-line bg-panel py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 font-mono text-[0.8125rem] break-all">{link}</code>
        <CopyButton text={link} label={t('console.copyLink')} />
      </div>
      <Notice kind="warn">{t('console.shownOnce')}</Notice>
      <Button look="primary" className="justify-self-end" onClick={onClose}>
        {t('console.done')}
      </Button>
    </Dialog>
  );
}
