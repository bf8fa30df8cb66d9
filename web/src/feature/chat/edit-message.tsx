import { type KeyboardEvent, useId } from 'react';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';

interface EditMessageProps {
  original: string;
  text: string;
  onChange(text: string): void;
  onCancel(): void;
  onSend(text: string): void;
}

/** A message in the hand of its writer again. Enter sends, Escape leaves it as it was. */
export function EditMessage({ original, text, onChange, onCancel, onSend }: EditMessageProps) {
  const t = useText();
  const id = useId();
  const canSend = text.trim() !== '' && text !== original;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (canSend) onSend(text.trim());
  };
  return (
    <div className="grid w-full gap-2 rounded-2xl border border-line-strong bg-raised p-2 focus-within:border-accent">
      <textarea
        // biome-ignore lint/a11y/noAutofocus: it appears because its writer asked for it
        autoFocus
        value={text}
        rows={Math.min(12, text.split('\n').length + 1)}
        maxLength={200_000}
        aria-label={t('chat.editMessage')}
        aria-describedby={id}
        className="resize-none bg-transparent px-2.5 py-1.5 text-base outline-none"
        onChange={(event) => onChange(event.target.value)}
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
          <Button size="small" look="primary" disabled={!canSend} onClick={() => onSend(text.trim())}>
            {t('chat.sendEdit')}
          </Button>
        </div>
      </div>
    </div>
  );
}
