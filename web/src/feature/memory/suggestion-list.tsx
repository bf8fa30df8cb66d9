import { Lightbulb } from 'lucide-react';
import { say } from '../../lib/toast.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Memory, quoteMemory } from './memory.ts';
import { MemoryOrigin } from './memory-origin.tsx';
import { useMemories } from './use-memories.ts';
import { useChangeMemory, useDeleteMemory } from './use-memory-act.ts';

/** What the model would remember, for the person to decide; nothing while there is none. */
export function SuggestionList() {
  const t = useText();
  const { data: suggestions = [] } = useMemories('suggested');
  if (suggestions.length === 0) return null;
  return (
    <Card
      title={t('context.memorySuggestions', { count: suggestions.length })}
      description={t('context.memorySuggestionsLead')}
      action={<Lightbulb size={18} className="text-faint" aria-hidden="true" />}
    >
      <ul className="grid gap-4">
        {suggestions.map((memory) => (
          <Suggestion key={memory.id} memory={memory} />
        ))}
      </ul>
    </Card>
  );
}

function Suggestion({ memory }: { memory: Memory }) {
  const t = useText();
  const keep = useChangeMemory();
  const refuse = useDeleteMemory();
  const text = quoteMemory(memory);
  const isDecided = keep.isPending || refuse.isPending;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2.5 border-t border-line pt-4">
      <div className="grid min-w-0 flex-1 basis-64 gap-1">
        <p className="break-words whitespace-pre-line">{memory.text}</p>
        <MemoryOrigin memory={memory} />
      </div>
      <div className="flex gap-2">
        <Button
          size="small"
          look="primary"
          aria-label={t('context.memoryKeepOf', { text })}
          disabled={isDecided}
          onClick={() =>
            keep.mutate({ id: memory.id, status: 'kept' }, { onSuccess: () => say(t('context.memoryKept')) })
          }
        >
          {t('context.memoryKeep')}
        </Button>
        <Button
          size="small"
          aria-label={t('context.memoryRefuseOf', { text })}
          disabled={isDecided}
          onClick={() => refuse.mutate(memory)}
        >
          {t('context.memoryRefuse')}
        </Button>
      </div>
    </li>
  );
}
