import { type KeyboardEvent, useId, useState } from 'react';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';

interface EditMessageProps {
  text: string;
  onCancel(): void;
  onSend(text: string): void;
}

/** A message in the hand of its writer again. Enter sends, Escape leaves it as it was. */
export function EditMessage({ text, onCancel, onSend }: EditMessageProps) {
  const t = useText();
  const id = useId();
  const [draft, setDraft] = useState(text);
  const canSend = draft.trim() !== '' && draft !== text;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (canSend) onSend(draft.trim());
  };
  return (
    <div className="grid w-full gap-2 rounded-2xl border border-line-strong bg-raised p-2 focus-within:border-accent">
      <textarea
        // biome-ignore lint/a11y/noAutofocus: it appears because its writer asked for it
        autoFocus
        value={draft}
        rows={Math.min(12, draft.split('\n').length + 1)}
        maxLength={200_000}
        aria-label={t('chat.editMessage')}
        aria-describedby={id}
        className="resize-none bg-transparent px-2.5 py-1.5 text-base outline-none"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="flex flex-wrap items-center justify-between gap-2 pl-2.5">
        <p id={id} className="min-w-0 flex-1 basis-48 text-xs text-soft">
          {t('chat.editHint')}
        </p>
        <div className="flex gap-2">
          <Button size="small" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button size="small" look="primary" disabled={!canSend} onClick={() => onSend(draft.trim())}>
            {t('chat.sendEdit')}
          </Button>
        </div>
      </div>
    </div>
  );
}
