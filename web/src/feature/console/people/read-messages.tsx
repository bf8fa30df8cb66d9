import type { ApiSchemas } from '@omniai/client';
import { formatMoment } from '../../../lib/format-moment.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';

interface ReadMessagesProps {
  messages: readonly ApiSchemas['Message'][];
  /** Reads what came before; absent at the beginning. */
  onOlder: (() => void) | undefined;
}

/** What somebody wrote and was answered, as plain text. */
export function ReadMessages({ messages, onOlder }: ReadMessagesProps) {
  const t = useText();
  return (
    <div className="grid gap-4">
      {onOlder && (
        <Button size="small" className="justify-self-center" onClick={onOlder}>
          {t('common.showMore')}
        </Button>
      )}
      <ol className="grid gap-4">
        {messages.map((message) => (
          <li key={message.id} className="grid gap-1 text-sm">
            <span className="text-[0.8125rem] text-soft">
              {t(message.role === 'user' ? 'console.person' : 'console.assistant')} · {formatMoment(message.created_at)}
            </span>
            <p className="break-words whitespace-pre-wrap">{message.text}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}
