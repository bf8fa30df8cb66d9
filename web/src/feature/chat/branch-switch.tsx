import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';

interface BranchSwitchProps {
  siblings: readonly string[];
  currentId: string;
  onSelect(messageId: string): void;
}

/** Which of several messages in the same place is shown: `2/3`, with the way to the others. */
export function BranchSwitch({ siblings, currentId, onSelect }: BranchSwitchProps) {
  const t = useText();
  const index = siblings.indexOf(currentId);
  if (siblings.length < 2 || index < 0) return null;
  const select = (id: string | undefined) => id !== undefined && onSelect(id);
  return (
    <fieldset className="flex items-center" aria-label={t('chat.versions')}>
      <IconButton
        label={t('chat.previousVersion')}
        size="smallIcon"
        disabled={index === 0}
        onClick={() => select(siblings[index - 1])}
      >
        <ChevronLeft size={15} />
      </IconButton>
      <span className="min-w-7 text-center text-xs text-soft tabular-nums">
        {index + 1}/{siblings.length}
      </span>
      <IconButton
        label={t('chat.nextVersion')}
        size="smallIcon"
        disabled={index === siblings.length - 1}
        onClick={() => select(siblings[index + 1])}
      >
        <ChevronRight size={15} />
      </IconButton>
    </fieldset>
  );
}
