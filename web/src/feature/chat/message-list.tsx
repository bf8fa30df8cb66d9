import type { Row } from '@omniai/client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import {
  type ReactNode,
  startTransition,
  type UIEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useSoughtRow } from './use-sought-row.ts';

interface MessageListProps {
  rows: readonly Row[];
  renderRow(row: Row): ReactNode;
  /** A message that somebody works on: it comes into view. */
  heldId: string | undefined;
  hasOlder: boolean;
  isLoadingOlder: boolean;
  onLoadOlder(): void;
}

/** Near enough to the end to count as reading along. */
const END_THRESHOLD_PX = 64;
/** Older messages are asked for before their place comes into view. */
const LOAD_AHEAD_PX = 900;
/** Messages that are drawn above and below what is in view. */
const OVERSCAN = 6;

/** A thread that opens at its newest message, stays there while an answer grows, and stays put for a reader who has scrolled away. */
export function MessageList({ rows, renderRow, heldId, hasOlder, isLoadingOlder, onLoadOlder }: MessageListProps) {
  const t = useText();
  const frame = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  // The same, for what happens between a scroll and the next drawing.
  const isAtEndNow = useRef(true);
  const isPainted = useIsPainted();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    estimateSize: (index) => (rows[index]?.kind === 'user' ? 76 : 240),
    // What one sees comes first.
    overscan: isPainted ? OVERSCAN : 0,
    paddingEnd: 32,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_THRESHOLD_PX,
  });

  const soughtId = useSoughtRow({
    ...{ rows, hasOlder, isLoadingOlder, onLoadOlder },
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'start' }),
  });

  // What is written below may need more room, and a diagram above may come to its size late; who was reading the end goes on reading it.
  const height = virtualizer.getTotalSize();
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each new height
  useLayoutEffect(() => {
    if (isAtEndNow.current) virtualizer.scrollToEnd();
  }, [height, virtualizer]);
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(() => isAtEndNow.current && virtualizer.scrollToEnd());
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [virtualizer]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is taken into the hand
  useEffect(() => {
    const index = heldId === undefined ? -1 : rows.findIndex(({ message }) => message?.id === heldId);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [heldId, virtualizer]);

  const onScroll = ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: UIEvent) => {
    isAtEndNow.current = scrollHeight - scrollTop - clientHeight <= END_THRESHOLD_PX;
    setAtEnd(isAtEndNow.current);
    if (hasOlder && !isLoadingOlder && scrollTop < LOAD_AHEAD_PX) onLoadOlder();
  };

  // One's own new message is always worth seeing, wherever one was reading.
  const newest = rows.at(-1);
  const newestSentKey = newest?.turn?.origin.kind === 'send' ? newest.turn.key : undefined;
  useEffect(() => {
    if (newestSentKey !== undefined) virtualizer.scrollToEnd();
  }, [newestSentKey, virtualizer]);

  return (
    <div className="relative min-h-0 flex-1">
      <div ref={frame} onScroll={onScroll} className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none]">
        <div className="relative mx-auto w-full max-w-3xl" style={{ height }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <div
                  key={item.key}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  className={`absolute inset-x-0 top-0 px-4 sm:px-6 ${soughtId !== undefined && row.message?.id === soughtId ? 'sought' : ''}`}
                  // A message above that turns out taller than thought moves this one: as a layer it moves without being drawn anew.
                  style={{ transform: `translate3d(0, ${item.start}px, 0)` }}
                >
                  {renderRow(row)}
                </div>
              )
            );
          })}
        </div>
      </div>
      {!isAtEnd && (
        <IconButton
          label={t('chat.jumpToLatest')}
          look="plain"
          className="appear absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-float"
          onClick={() => virtualizer.scrollToEnd({ behavior: 'smooth' })}
        >
          <ArrowDown size={17} />
        </IconButton>
      )}
    </div>
  );
}

function useIsPainted(): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => startTransition(() => setPainted(true)));
    return () => cancelAnimationFrame(frame);
  }, []);
  return isPainted;
}
