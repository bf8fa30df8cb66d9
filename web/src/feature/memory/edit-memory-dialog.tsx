import { useState } from 'react';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { Memory } from './memory.ts';
import { useChangeMemory } from './use-memory-act.ts';

const MAX_CHARS = 4_000;

export function EditMemoryDialog({ memory, onClose }: { memory: Memory; onClose(): void }) {
  const t = useText();
  const [text, setText] = useState(memory.text);
  const change = useChangeMemory();
  return (
    <Dialog title={t('context.memoryEditTitle')} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ id: memory.id, text: text.trim() }, { onSuccess: onClose });
        }}
      >
        <TextArea
          label={t('context.memoryText')}
          value={text}
          maxLength={MAX_CHARS}
          onChange={(event) => setText(event.target.value)}
        />
        {change.error && <Notice kind="danger">{change.error.message}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={change.isPending || text.trim() === ''}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
