import { Pin } from 'lucide-react';
import { formatCount } from '../../lib/format.ts';
import type { MessageId } from '../../lib/message-id.ts';
import { useText } from '../../lib/use-text.ts';
import type { ContextMessage } from './use-context.ts';

const STATE: Record<ContextMessage['state'], MessageId> = {
  sent: 'chat.stateSent',
  summarised: 'chat.stateSummarised',
  cut: 'chat.stateCut',
};

const LOOK: Record<ContextMessage['state'], string> = {
  sent: 'text-good',
  summarised: 'text-soft',
  cut: 'text-warn',
};

/** The messages of the branch, newest first, each with what it takes and whether it goes along. */
export function ContextMessages({ messages }: { messages: readonly ContextMessage[] }) {
  const t = useText();
  const most = Math.max(1, ...messages.map(({ tokens }) => tokens));
  return (
    <ol className="grid gap-px overflow-hidden rounded-lg border border-line">
      {messages.map((message) => (
        <li key={message.id} className="relative flex items-center gap-3 bg-raised px-3 py-1.5">
          <span
            aria-hidden="true"
            className="absolute inset-y-0 left-0 bg-accent-soft"
            style={{ width: `${(message.tokens / most) * 100}%` }}
          />
          <span className="relative w-20 shrink-0">{t(message.role === 'user' ? 'chat.you' : 'chat.assistant')}</span>
          <span className={`relative flex-1 ${LOOK[message.state]}`}>{t(STATE[message.state])}</span>
          {message.pinned && <Pin size={13} className="relative text-accent" aria-label={t('chat.pinned')} />}
          <span className="relative shrink-0 text-soft tabular-nums">{formatCount(message.tokens)}</span>
        </li>
      ))}
    </ol>
  );
}
