import { type AnswerView, type Row, toAnswerView } from '@omniai/client';
import { GitBranch, Pin, PinOff, RotateCcw } from 'lucide-react';
import { memo, useState } from 'react';
import { formatElapsed } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { useText } from '../../lib/use-text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { AnswerBody } from './answer-body.tsx';
import { AnswerNote } from './answer-note.tsx';
import { BranchSwitch } from './branch-switch.tsx';
import type { MessageActions } from './message-action.ts';
import { noteOf } from './note-of.ts';
import { ReadAloudButton } from './read-aloud-button.tsx';
import { Reasoning } from './reasoning.tsx';
import { SourceList } from './source-list.tsx';

type AssistantRow = Extract<Row, { kind: 'assistant' }>;

interface AssistantMessageProps {
  row: AssistantRow;
  isGuide(providerId: string): boolean;
  actions: MessageActions;
  /** An answer is being written: nothing else may be asked for. */
  isBusy: boolean;
}

export const AssistantMessage = memo(function AssistantMessage({
  row,
  isGuide,
  actions,
  isBusy,
}: AssistantMessageProps) {
  const t = useText();
  const { message } = row;
  const view = toAnswerView(row);
  const note = noteOf(view, t);
  const isLive = view.status === 'sending' || view.status === 'streaming';
  const isFromGuide = view.provider !== null && isGuide(view.provider);
  const isEmpty = view.text === '' && view.toolCalls.length === 0;
  const retry = message && !isBusy ? () => actions.retry(message) : undefined;
  const goOn = message && !isBusy ? () => actions.goOn(message) : undefined;
  return (
    <article className="group/message grid grid-cols-[minmax(0,1fr)] gap-3 pt-6" aria-busy={isLive}>
      <h3 className="sr-only">{t(isFromGuide ? 'chat.guide' : 'chat.assistant')}</h3>
      {isFromGuide && <p className="text-[0.8125rem] text-soft">{t('chat.fromGuide')}</p>}
      {view.reasoning !== '' && <Reasoning text={view.reasoning} isThinking={isLive && view.text === ''} />}
      {!isEmpty && <AnswerBody view={view} isLive={isLive} />}
      <SourceList citations={view.citations} />
      {isLive && isEmpty && !view.isReconnecting && <WritingDots />}
      {note && <AnswerNote note={note} onRetry={retry} onGoOn={goOn} />}
      {!isLive && (
        <footer className="-ml-1.5 flex flex-wrap items-center gap-x-0.5 text-faint">
          {view.text !== '' && <CopyButton text={view.text} label={t('chat.copyAnswer')} />}
          {message && view.text !== '' && <ReadAloudButton id={message.id} text={view.text} />}
          {retry && !note && (
            <IconButton label={t('chat.otherAnswer')} size="smallIcon" onClick={retry}>
              <RotateCcw size={14} />
            </IconButton>
          )}
          {message && (
            <>
              <IconButton label={t('chat.branch')} size="smallIcon" onClick={() => actions.branch(message)}>
                <GitBranch size={14} />
              </IconButton>
              <IconButton
                label={t(message.pinned ? 'chat.unpin' : 'chat.pin')}
                size="smallIcon"
                aria-pressed={message.pinned}
                className={message.pinned ? 'text-accent' : ''}
                onClick={() => actions.pin(message, !message.pinned)}
              >
                {message.pinned ? <PinOff size={14} /> : <Pin size={14} />}
              </IconButton>
              <BranchSwitch siblings={view.siblings} currentId={message.id} onSelect={actions.selectBranch} />
            </>
          )}
          <Facts view={view} isFromGuide={isFromGuide} />
        </footer>
      )}
    </article>
  );
});

/** Which model wrote it, how long it took and how much it was. */
function Facts({ view, isFromGuide }: { view: AnswerView; isFromGuide: boolean }) {
  const t = useText();
  const facts = [
    isFromGuide ? null : view.model,
    view.elapsedMs === null ? null : formatElapsed(view.elapsedMs),
    view.droppedMessages === 0 ? null : t('chat.droppedMessages', { count: view.droppedMessages }),
    view.completionTokens === null ? null : t('chat.tokens', { count: view.completionTokens }),
  ].filter((fact) => fact !== null);
  return <p className="pl-1.5 text-xs tabular-nums">{facts.join(' · ')}</p>;
}

/** From then on it is worth to say how long one has waited. */
const LONG_WAIT_S = 3;

function WritingDots() {
  const t = useText();
  const [sinceMs] = useState(Date.now);
  const waitedS = Math.floor((useNow(1_000) - sinceMs) / 1_000);
  return (
    <p className="flex h-6 items-center gap-1.5">
      <span className="sr-only">{t('chat.onItsWay')}</span>
      {[0, 160, 320].map((delayMs) => (
        <span
          key={delayMs}
          className="pulse-dot size-1.5 rounded-full bg-soft"
          style={{ animationDelay: `${delayMs}ms` }}
        />
      ))}
      {waitedS >= LONG_WAIT_S && (
        <span aria-hidden="true" className="pl-1.5 text-xs text-soft tabular-nums">
          {formatElapsed(waitedS * 1_000)}
        </span>
      )}
    </p>
  );
}
