import { Link } from '@tanstack/react-router';
import { formatAgo, formatMoment } from '../../lib/format-moment.ts';
import { SOURCE_NAME } from '../../lib/source-name.ts';
import { useText } from '../../lib/use-text.ts';
import type { Memory } from './memory.ts';

/** Where a memory came from and when, with the way to the conversation it was taken from. */
export function MemoryOrigin({ memory }: { memory: Memory }) {
  const t = useText();
  return (
    <p className="flex flex-wrap gap-x-1.5 text-[0.8125rem] text-soft">
      <span>{t(SOURCE_NAME[memory.source])}</span>
      <span aria-hidden="true">·</span>
      <time dateTime={memory.created_at} title={formatMoment(memory.created_at)}>
        {formatAgo(memory.created_at, Date.now())}
      </time>
      {memory.source_conversation_id !== null && (
        <>
          <span aria-hidden="true">·</span>
          <Link
            to="/c/$conversationId"
            params={{ conversationId: memory.source_conversation_id }}
            search={memory.source_message_id === null ? {} : { message: memory.source_message_id }}
            className="rounded underline decoration-line-strong underline-offset-3 hover:text-ink"
          >
            {t('context.toConversation')}
          </Link>
        </>
      )}
    </p>
  );
}
