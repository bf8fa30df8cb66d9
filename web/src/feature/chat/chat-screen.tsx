import type { Space, Turn } from '@omniai/client';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { preloadMarkdown } from './answer-body.tsx';
import { Composer } from './composer.tsx';
import { FileDrop } from './file-drop.tsx';
import { Greeting } from './greeting.tsx';
import type { HeldMessage } from './held-message.ts';
import { LiveStatus } from './live-status.tsx';
import { useMessageQueue, useQueued } from './message-queue-context.tsx';
import { QueuedList } from './queued-list.tsx';
import { SoughtMessage } from './sought-message.ts';
import { TemporaryMark } from './temporary-mark.tsx';
import { Thread } from './thread.tsx';
import { useAttachments } from './use-attachments.ts';
import { useChat } from './use-chat.ts';
import { useDraft } from './use-draft.ts';
import { stopReading } from './use-read-aloud.ts';
import { useToolSwitches } from './use-tool-switches.ts';

interface ChatScreenProps {
  /** Undefined for a conversation that begins with the next message. */
  conversationId: string | undefined;
  /** A message to go to. */
  soughtId: string | undefined;
  /** In which a conversation that begins here does so; undefined for the active one. */
  space: Space['space'] | undefined;
  /** Whether a conversation that begins here is a temporary one. */
  isTemporary: boolean;
  onTemporary(isTemporary: boolean): void;
  choice: ModelChoice | null;
  header: ReactNode;
  onConversation(conversationId: string): void;
}

export function ChatScreen(props: ChatScreenProps) {
  const { conversationId, soughtId, space, isTemporary, choice, onConversation } = props;
  const chat = useChat({ conversationId, choice, onConversation });
  const [draft, setDraft] = useDraft(conversationId);
  const attachments = useAttachments(conversationId ?? 'new');
  const switches = useToolSwitches(choice);
  const queue = useMessageQueue();
  const queued = useQueued(conversationId);
  const field = useRef<HTMLTextAreaElement>(null);
  const [held, hold] = useState<HeldMessage>();
  const isNew = conversationId === undefined && chat.rows.length === 0;
  const isAnswering = chat.current !== undefined;

  useEffect(preloadMarkdown, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read aloud belongs to the conversation that is open
  useEffect(() => stopReading, [conversationId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one goes there once, and may then look elsewhere
  useEffect(() => {
    if (soughtId !== undefined) chat.selectBranch(soughtId);
  }, [conversationId, soughtId]);

  const extras = { ...(isTemporary && { temporary: true }), ...(space !== undefined && { space }) };
  const send = () => {
    const text = draft.trim();
    const files = attachments.list.flatMap(({ file }) => file ?? []);
    if (isAnswering && conversationId !== undefined) queue.add({ conversationId, text, files, choice });
    else chat.send({ text, files, extras: conversationId === undefined ? extras : {} });
    setDraft('');
    attachments.clear();
  };
  const write = (text: string) => {
    setDraft(text);
    field.current?.focus();
  };
  const editLast = () => {
    const waiting = queued.at(-1);
    const last = chat.rows.findLast(({ kind, message }) => kind === 'user' && message)?.message;
    if (waiting) takeBack(waiting);
    else if (last && !isAnswering) hold({ id: last.id, text: last.text });
  };
  const takeBack = (message: (typeof queued)[number]) => {
    queue.remove(message);
    attachments.addKnown(message.files);
    write(message.text);
  };
  const takeBackTurn = ({ origin }: Turn) => {
    if (origin.kind === 'edit') hold({ id: origin.replaced.id, text: origin.text });
    if (origin.kind !== 'send') return;
    attachments.addKnown(origin.files ?? []);
    write(origin.text);
  };

  return (
    <FileDrop onDrop={attachments.add}>
      {props.header}
      {isNew ? (
        <Greeting space={space} onChoose={write} />
      ) : (
        <SoughtMessage value={soughtId}>
          <Thread
            key={chat.threadKey}
            chat={chat}
            held={held}
            onHold={(next) => {
              hold(next);
              // Who puts it down goes on writing.
              if (!next) field.current?.focus();
            }}
            onTakeBack={takeBackTurn}
          />
        </SoughtMessage>
      )}
      <div className="mx-auto w-full max-w-3xl px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-5">
        {(isNew || conversationId !== undefined) && (
          <TemporaryMark conversationId={conversationId} willBeTemporary={isTemporary} onChange={props.onTemporary} />
        )}
        <QueuedList queued={queued} onEdit={takeBack} onRemove={queue.remove} onSend={queue.send} />
        <Composer
          text={draft}
          onChange={setDraft}
          attachments={attachments}
          switches={switches}
          isAnswering={isAnswering}
          canQueue={conversationId !== undefined}
          onSend={send}
          onStop={chat.stop}
          onEditLast={editLast}
          fieldRef={field}
        />
      </div>
      <LiveStatus turn={chat.current} />
    </FileDrop>
  );
}
