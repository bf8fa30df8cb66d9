import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

/** A key that was just made. The server keeps no copy that could be shown again. */
export function NewKeyDialog({ secret, onClose }: { secret: string; onClose(): void }) {
  const t = useText();
  return (
    <Dialog title={t('settings.keyNewTitle')} description={t('settings.keyNewLead')} onClose={onClose}>
      <div className="flex items-center gap-2 rounded-xl bg-panel p-4">
        <code className="min-w-0 flex-1 font-mono text-sm break-all">{secret}</code>
        <CopyButton text={secret} label={t('settings.keyCopy')} />
      </div>
      <div className="flex justify-end">
        <Button look="primary" onClick={onClose}>
          {t('settings.keyKept')}
        </Button>
      </div>
    </Dialog>
  );
}
