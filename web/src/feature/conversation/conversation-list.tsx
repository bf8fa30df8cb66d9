import type { Conversation } from '@omniai/client';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useLatest } from '../../lib/use-latest.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ConversationItem } from './conversation-item.tsx';
import { groupByDay } from './group-by-day.ts';
import { type ListFilter, listFilter } from './list-filter.ts';
import type { Question } from './question.ts';
import { useConversations } from './use-conversations.ts';

const QuestionDialog = lazy(() =>
  import('./question-dialog.tsx').then((module) => ({ default: module.QuestionDialog })),
);

interface ConversationListProps {
  activeId: string | undefined;
  onOpen(): void;
  /** The open conversation was deleted; there is nothing left to show in its place. */
  onActiveDeleted(): void;
}

export function ConversationList({ activeId, onOpen, onActiveDeleted }: ConversationListProps) {
  const t = useText();
  const filter = useStore(listFilter);
  const [asked, setAsked] = useState<{ question: Question; conversation: Conversation } | null>(null);
  const space = filter.kind === 'space' ? filter.space : undefined;
  const pinned = useConversations('pinned', space);
  const list = useConversations(filter.kind === 'archive' ? 'archived' : 'other', space);
  const end = useOnVisible(() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage(), list.data);
  if (list.error && !list.data) return <ListError onRetry={() => void list.refetch()} />;
  const groups = groupByDay(itemsOf(list), Date.now(), t);
  const top = filter.kind === 'archive' ? [] : itemsOf(pinned);
  if (top.length > 0) groups.unshift({ label: t('common.pinned'), items: top });
  if (groups.length === 0 && list.isSuccess && !list.hasNextPage) return <EmptyList kind={filter.kind} />;
  return (
    <nav aria-label={t('common.conversations')} className="flex flex-col gap-5">
      {groups.map(({ label, items }) => (
        <section key={label} aria-label={label}>
          <h2 className="px-3 pb-1.5 text-xs font-medium text-faint">{label}</h2>
          <ul className="flex flex-col gap-px">
            {items.map((conversation) => (
              <ConversationItem
                key={conversation.id}
                conversation={conversation}
                isActive={conversation.id === activeId}
                onOpen={onOpen}
                onAsk={(question) => setAsked({ question, conversation })}
              />
            ))}
          </ul>
        </section>
      ))}
      <div ref={end} className="h-px" />
      {asked && (
        <Suspense fallback={null}>
          <QuestionDialog
            {...asked}
            onClose={() => setAsked(null)}
            onDeleted={() => asked.conversation.id === activeId && onActiveDeleted()}
          />
        </Suspense>
      )}
    </nav>
  );
}

function itemsOf({ data }: ReturnType<typeof useConversations>): Conversation[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}

const EMPTY = { all: 'common.listEmpty', archive: 'common.archiveEmpty', space: 'common.spaceEmpty' } as const;

function EmptyList({ kind }: { kind: ListFilter['kind'] }) {
  const t = useText();
  return <p className="px-3 py-2 text-sm text-soft">{t(EMPTY[kind])}</p>;
}

function ListError({ onRetry }: { onRetry(): void }) {
  const t = useText();
  return (
    <div className="grid justify-items-start gap-2 px-3 py-2 text-sm text-soft">
      <p>{t('common.listFailed')}</p>
      <Button size="small" onClick={onRetry}>
        {t('common.tryAgain')}
      </Button>
    </div>
  );
}

/**
 * A ref for the element whose being in view calls `onVisible`.
 * @param shown what stands before it: when that changes and the element is still in view, it is called again
 */
function useOnVisible(onVisible: () => void, shown: unknown) {
  const element = useRef<HTMLDivElement>(null);
  const latest = useLatest(onVisible);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an observer tells where the element is when it begins
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '300px',
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [latest, shown]);
  return element;
}
