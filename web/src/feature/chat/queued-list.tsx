import { ArrowUp, Clock, Pencil, X } from 'lucide-react';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { QueuedMessage } from './message-queue.ts';

interface QueuedListProps {
  queued: readonly QueuedMessage[];
  onEdit(message: QueuedMessage): void;
  onRemove(message: QueuedMessage): void;
  onSend(message: QueuedMessage): void;
}

/** What is sent when the answer has ended, above the field it was written in. */
export function QueuedList({ queued, onEdit, onRemove, onSend }: QueuedListProps) {
  const t = useText();
  if (queued.length === 0) return null;
  return (
    <ul
      aria-label={t('chat.queued')}
      className="mx-3 grid rounded-t-2xl border border-b-0 border-line bg-panel px-1.5 py-1"
    >
      {queued.map((message) => (
        <li key={message.key} className="flex items-center gap-2 pl-2 text-sm">
          <Clock size={14} className="shrink-0 text-faint" aria-hidden="true" />
          <span className="sr-only sm:not-sr-only sm:shrink-0 sm:text-xs sm:text-soft">
            {t(message.isHeld ? 'chat.queuedHeld' : 'chat.queued')}
          </span>
          <span className="min-w-0 flex-1 truncate">{message.text}</span>
          {message.files.length > 0 && (
            <span className="shrink-0 text-xs text-soft">{t('chat.queuedFiles', { count: message.files.length })}</span>
          )}
          <span className="flex shrink-0">
            {message.isHeld && (
              <IconButton label={t('chat.queuedSend')} size="smallIcon" onClick={() => onSend(message)}>
                <ArrowUp size={14} aria-hidden="true" />
              </IconButton>
            )}
            <IconButton label={t('chat.queuedEdit')} size="smallIcon" onClick={() => onEdit(message)}>
              <Pencil size={13} aria-hidden="true" />
            </IconButton>
            <IconButton label={t('chat.queuedRemove')} size="smallIcon" onClick={() => onRemove(message)}>
              <X size={14} aria-hidden="true" />
            </IconButton>
          </span>
        </li>
      ))}
    </ul>
  );
}
