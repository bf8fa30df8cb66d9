import { RotateCcw } from 'lucide-react';
import { lazy, memo, Suspense } from 'react';
import { formatCount, formatElapsed } from '../../lib/format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { AnswerNote } from './answer-note.tsx';
import { type AnswerView, toAnswerView } from './answer-view.ts';
import { BranchSwitch } from './branch-switch.tsx';
import { noteOf } from './note-of.ts';
import { Reasoning } from './reasoning.tsx';
import type { Row } from './row.ts';

const loadMarkdown = () => import('./markdown/markdown.tsx').then((module) => ({ default: module.Markdown }));
const Markdown = lazy(loadMarkdown);

/** Fetches what answers are drawn with, so that it is there before the first answer is. */
export function preloadMarkdown(): void {
  // If this fails, the first answer asks for it again.
  loadMarkdown().catch(() => undefined);
}

type AssistantRow = Extract<Row, { kind: 'assistant' }>;

interface AssistantMessageProps {
  row: AssistantRow;
  isGuide(providerId: string): boolean;
  /** Asks for another answer; absent while one is being written. */
  onRetry: ((row: AssistantRow) => void) | undefined;
  onSelectBranch(messageId: string): void;
}

export const AssistantMessage = memo(function AssistantMessage({
  row,
  isGuide,
  onRetry,
  onSelectBranch,
}: AssistantMessageProps) {
  const view = toAnswerView(row);
  const note = noteOf(view);
  const isLive = view.status === 'sending' || view.status === 'streaming';
  const isFromGuide = view.provider !== null && isGuide(view.provider);
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] gap-3 pt-6" aria-busy={isLive}>
      <h3 className="sr-only">{isFromGuide ? 'Guide' : 'Assistant'}</h3>
      {isFromGuide && <p className="text-[0.8125rem] text-soft">No model – answered from the documentation</p>}
      {view.reasoning !== '' && <Reasoning text={view.reasoning} isThinking={isLive && view.text === ''} />}
      {view.text !== '' && (
        <Suspense fallback={<p className="text-base leading-[1.65] whitespace-pre-wrap">{view.text}</p>}>
          <Markdown text={view.text} isComplete={view.status === 'complete'} />
        </Suspense>
      )}
      {isLive && view.text === '' && !view.isReconnecting && <WritingDots />}
      {note && <AnswerNote note={note} onRetry={onRetry && (() => onRetry(row))} />}
      {!isLive && (
        <footer className="-ml-1.5 flex flex-wrap items-center gap-x-0.5 text-faint">
          {view.text !== '' && <CopyButton text={view.text} label="Copy answer" />}
          {onRetry && row.message && !note && (
            <IconButton label="Ask for another answer" size="smallIcon" onClick={() => onRetry(row)}>
              <RotateCcw size={14} />
            </IconButton>
          )}
          {row.message && (
            <BranchSwitch siblings={view.siblings} currentId={row.message.id} onSelect={onSelectBranch} />
          )}
          <Facts view={view} isFromGuide={isFromGuide} />
        </footer>
      )}
    </article>
  );
});

/** Which model wrote it, how long it took and how much it was. */
function Facts({ view, isFromGuide }: { view: AnswerView; isFromGuide: boolean }) {
  const facts = [
    isFromGuide ? null : view.model,
    view.elapsedMs === null ? null : formatElapsed(view.elapsedMs),
    view.droppedMessages === 0 ? null : `${formatCount(view.droppedMessages)} older messages did not fit`,
    view.completionTokens === null ? null : `${formatCount(view.completionTokens)} tokens`,
  ].filter((fact) => fact !== null);
  return <p className="pl-1.5 text-xs tabular-nums">{facts.join(' · ')}</p>;
}

function WritingDots() {
  return (
    <p className="flex h-6 items-center gap-1.5">
      <span className="sr-only">The answer is on its way</span>
      {[0, 160, 320].map((delayMs) => (
        <span
          key={delayMs}
          className="pulse-dot size-1.5 rounded-full bg-soft"
          style={{ animationDelay: `${delayMs}ms` }}
        />
      ))}
    </p>
  );
}
