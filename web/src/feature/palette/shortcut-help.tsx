import { Fragment } from 'react';
import type { MessageId } from '../../lib/message-id.ts';
import { MODIFIER_KEY } from '../../lib/modifier-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

const SHORTCUTS: readonly { keys: readonly string[]; does: MessageId }[] = [
  { keys: [MODIFIER_KEY, 'K'], does: 'common.keyPalette' },
  { keys: [MODIFIER_KEY, '⇧', 'O'], does: 'common.newConversation' },
  { keys: [MODIFIER_KEY, 'B'], does: 'common.keyFold' },
  { keys: ['/'], does: 'common.keyWrite' },
  { keys: ['Enter'], does: 'common.keySend' },
  { keys: ['⇧', 'Enter'], does: 'common.keyNewLine' },
  { keys: ['↑'], does: 'common.keyEditLast' },
  { keys: ['Esc'], does: 'common.keyStop' },
  { keys: ['?'], does: 'common.shortcuts' },
];

/** Which keys do what. */
export function ShortcutHelp({ onClose }: { onClose(): void }) {
  const t = useText();
  return (
    <Dialog title={t('common.shortcuts')} onClose={onClose}>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2.5 text-sm">
        {SHORTCUTS.map(({ keys, does }) => (
          <Fragment key={does}>
            <dt>{t(does)}</dt>
            <dd className="flex justify-end gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="min-w-6 rounded-md border border-line-strong bg-panel px-1.5 py-0.5 text-center font-sans text-xs text-soft"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
      <div className="flex justify-end">
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </Dialog>
  );
}
