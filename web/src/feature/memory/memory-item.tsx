import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { EditMemoryDialog } from './edit-memory-dialog.tsx';
import { type Memory, quoteMemory } from './memory.ts';
import { MemoryOrigin } from './memory-origin.tsx';
import { useDeleteMemory } from './use-memory-act.ts';

export function MemoryItem({ memory }: { memory: Memory }) {
  const t = useText();
  const [isEditing, setEditing] = useState(false);
  const remove = useDeleteMemory();
  const text = quoteMemory(memory);
  return (
    <li className="flex items-start gap-2 py-3.5 pr-2 pl-4 sm:pl-5">
      <div className="grid min-w-0 flex-1 gap-1 py-0.5">
        <p className="break-words whitespace-pre-line">{memory.text}</p>
        <MemoryOrigin memory={memory} />
      </div>
      <IconButton label={t('context.memoryEditOf', { text })} onClick={() => setEditing(true)}>
        <Pencil size={15} />
      </IconButton>
      <IconButton
        label={t('context.memoryDeleteOf', { text })}
        disabled={remove.isPending}
        onClick={() => remove.mutate(memory)}
      >
        <Trash2 size={15} />
      </IconButton>
      {isEditing && <EditMemoryDialog memory={memory} onClose={() => setEditing(false)} />}
    </li>
  );
}
