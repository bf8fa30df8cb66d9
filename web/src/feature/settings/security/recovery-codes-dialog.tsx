import { Download } from 'lucide-react';
import { saveFile } from '../../../lib/save-file.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

interface RecoveryCodesDialogProps {
  codes: readonly string[];
  onClose(): void;
}

/** The codes that open the account without the phone. They are shown this once. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const t = useText();
  const text = codes.join('\n');
  const save = () => saveFile(new Blob([`${text}\n`], { type: 'text/plain' }), 'omniai-recovery-codes.txt');
  return (
    <Dialog title={t('settings.codesTitle')} description={t('settings.codesLead')} onClose={onClose}>
      <div className="flex items-start gap-2 rounded-xl bg-panel p-4">
        <ul className="grid flex-1 gap-x-6 gap-y-1.5 font-mono text-sm sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <CopyButton text={text} label={t('settings.codesCopy')} />
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={save}>
          <Download size={16} aria-hidden="true" /> {t('settings.codesSave')}
        </Button>
        <Button look="primary" onClick={onClose}>
          {t('settings.codesKept')}
        </Button>
      </div>
    </Dialog>
  );
}
