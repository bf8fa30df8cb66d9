import { useState } from 'react';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAddMemory } from './use-memory-act.ts';

const MAX_CHARS = 4_000;

export function AddMemory() {
  const t = useText();
  const [text, setText] = useState('');
  const add = useAddMemory();
  return (
    <form
      className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ text: text.trim() }, { onSuccess: () => setText('') });
      }}
    >
      <TextField
        label={t('context.memoryAddLabel')}
        placeholder={t('context.memoryAddExample')}
        value={text}
        maxLength={MAX_CHARS}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        type="submit"
        look="primary"
        className="h-11 justify-self-start"
        disabled={add.isPending || text.trim() === ''}
      >
        {t('context.memoryAdd')}
      </Button>
    </form>
  );
}
