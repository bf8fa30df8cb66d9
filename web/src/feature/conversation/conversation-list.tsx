import type { Conversation } from '@omniai/client';
import { useEffect, useRef, useState } from 'react';
import { useLatest } from '../../lib/use-latest.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ConversationItem } from './conversation-item.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { groupByDay } from './group-by-day.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { useConversations } from './use-conversations.ts';

interface ConversationListProps {
  activeId: string | undefined;
  onOpen(): void;
  /** The open conversation was deleted; there is nothing left to show in its place. */
  onActiveDeleted(): void;
}

type Question = { kind: 'rename' | 'delete'; conversation: Conversation };

export function ConversationList({ activeId, onOpen, onActiveDeleted }: ConversationListProps) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useConversations();
  const [question, setQuestion] = useState<Question | null>(null);
  const end = useOnVisible(() => hasNextPage && !isFetchingNextPage && void fetchNextPage());
  const conversations = data?.pages.flatMap((page) => page.items) ?? [];
  if (error && !data) return <ListError onRetry={() => void refetch()} />;
  if (!isPending && conversations.length === 0) {
    return <p className="px-3 py-2 text-sm text-soft">Your conversations will be listed here.</p>;
  }
  return (
    <nav aria-label="Conversations" className="flex flex-col gap-5">
      {groupByDay(conversations, Date.now()).map((group) => (
        <section key={group.label} aria-label={group.label}>
          <h2 className="px-3 pb-1.5 text-xs font-medium text-faint">{group.label}</h2>
          <ul className="flex flex-col gap-px">
            {group.items.map((conversation) => (
              <ConversationItem
                key={conversation.id}
                conversation={conversation}
                isActive={conversation.id === activeId}
                onOpen={onOpen}
                onRename={() => setQuestion({ kind: 'rename', conversation })}
                onDelete={() => setQuestion({ kind: 'delete', conversation })}
              />
            ))}
          </ul>
        </section>
      ))}
      <div ref={end} className="h-px" />
      {question?.kind === 'rename' && (
        <RenameDialog conversation={question.conversation} onClose={() => setQuestion(null)} />
      )}
      {question?.kind === 'delete' && (
        <DeleteDialog
          conversation={question.conversation}
          onClose={() => setQuestion(null)}
          onDeleted={() => question.conversation.id === activeId && onActiveDeleted()}
        />
      )}
    </nav>
  );
}

function ListError({ onRetry }: { onRetry(): void }) {
  const t = useText();
  return (
    <div className="grid justify-items-start gap-2 px-3 py-2 text-sm text-soft">
      <p>Your conversations could not be loaded.</p>
      <Button size="small" onClick={onRetry}>
        {t('common.tryAgain')}
      </Button>
    </div>
  );
}

/** A ref for the element whose coming into view calls `onVisible`. */
function useOnVisible(onVisible: () => void) {
  const element = useRef<HTMLDivElement>(null);
  const latest = useLatest(onVisible);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '300px',
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [latest]);
  return element;
}
