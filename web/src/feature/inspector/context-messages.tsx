import { Pin, PinOff } from 'lucide-react';
import { formatCount } from '../../lib/format.ts';
import type { MessageId } from '../../lib/message-id.ts';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { ContextMessage } from './use-context.ts';
import { useKnownTexts } from './use-known-texts.ts';
import { usePin } from './use-pin.ts';

const STATE: Record<ContextMessage['state'], MessageId> = {
  sent: 'chat.stateSent',
  summarised: 'chat.stateSummarised',
  cut: 'chat.stateCut',
};

const LOOK: Record<ContextMessage['state'], string> = {
  sent: 'text-ink',
  summarised: 'text-soft',
  cut: 'text-warn',
};

/** What fits a line. */
const SHOWN_UNITS = 120;

interface ContextMessagesProps {
  conversationId: string;
  messages: readonly ContextMessage[];
}

/** The messages of the branch, newest first, each with what it takes, whether it goes along, and the switch that keeps it. */
export function ContextMessages({ conversationId, messages }: ContextMessagesProps) {
  const t = useText();
  const texts = useKnownTexts(conversationId);
  const pin = usePin(conversationId);
  const most = Math.max(1, ...messages.map(({ tokens }) => tokens));
  return (
    <ol className="grid gap-px overflow-hidden rounded-lg border border-line">
      {messages.map((message) => (
        <li key={message.id} className="relative flex items-center gap-3 bg-raised py-1.5 pr-1.5 pl-3">
          <span
            aria-hidden="true"
            className="absolute inset-y-0 left-0 bg-accent-soft"
            style={{ width: `${(message.tokens / most) * 100}%` }}
          />
          <span className="relative grid min-w-0 flex-1">
            <span className="truncate">{texts.get(message.id)?.slice(0, SHOWN_UNITS)}</span>
            <span className="text-xs text-soft">
              {t(message.role === 'user' ? 'chat.you' : 'chat.assistant')} ·{' '}
              <span className={LOOK[message.state]}>{t(STATE[message.state])}</span>
              {message.pinned && ` · ${t('chat.pinned')}`}
            </span>
          </span>
          <span className="relative shrink-0 text-xs text-soft tabular-nums">{formatCount(message.tokens)}</span>
          <IconButton
            label={t(message.pinned ? 'chat.unpin' : 'chat.pin')}
            size="smallIcon"
            className={`relative ${message.pinned ? 'text-accent' : ''}`}
            aria-pressed={message.pinned}
            disabled={pin.isPending}
            onClick={() => pin.mutate(message)}
          >
            {message.pinned ? <PinOff size={14} /> : <Pin size={14} />}
          </IconButton>
        </li>
      ))}
    </ol>
  );
}
