import { type ReactNode, useEffect, useRef } from 'react';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { useText } from '../../lib/use-text.ts';
import { preloadMarkdown } from './answer-body.tsx';
import { Composer } from './composer.tsx';
import { FileDrop } from './file-drop.tsx';
import { Greeting } from './greeting.tsx';
import { LiveStatus } from './live-status.tsx';
import { useMessageQueue, useQueued } from './message-queue-context.tsx';
import { QueuedList } from './queued-list.tsx';
import { SoughtMessage } from './sought-message.ts';
import { TemporaryMark } from './temporary-mark.tsx';
import { Thread } from './thread.tsx';
import type { SendExtras } from './turn-store.ts';
import { useAttachments } from './use-attachments.ts';
import { useChat } from './use-chat.ts';
import { useDraft } from './use-draft.ts';
import { useToolSwitches } from './use-tool-switches.ts';

interface ChatScreenProps {
  /** Undefined for a conversation that begins with the next message. */
  conversationId: string | undefined;
  /** A message to go to. */
  soughtId: string | undefined;
  /** Whether a conversation that begins here is a temporary one. */
  isTemporary: boolean;
  onTemporary(isTemporary: boolean): void;
  choice: ModelChoice | null;
  header: ReactNode;
  onConversation(conversationId: string): void;
}

export function ChatScreen(props: ChatScreenProps) {
  const { conversationId, soughtId, isTemporary, choice, onConversation } = props;
  const t = useText();
  const chat = useChat({ conversationId, choice, onConversation });
  const [draft, setDraft] = useDraft(conversationId);
  const attachments = useAttachments(conversationId ?? 'new');
  const switches = useToolSwitches(choice);
  const queue = useMessageQueue();
  const queued = useQueued(conversationId);
  const field = useRef<HTMLTextAreaElement>(null);
  const sentWith = useRef<SendExtras>({});
  const isNew = conversationId === undefined && chat.rows.length === 0;
  const isAnswering = chat.current !== undefined;

  useEffect(preloadMarkdown, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one goes there once, and may then look elsewhere
  useEffect(() => {
    if (soughtId !== undefined) chat.selectBranch(soughtId);
  }, [conversationId, soughtId]);

  const send = () => {
    const text = draft.trim();
    const files = attachments.list.flatMap(({ file }) => file ?? []);
    if (isAnswering && conversationId !== undefined) queue.add({ conversationId, text, files, choice });
    else {
      sentWith.current = {
        ...(files.length > 0 && { file_ids: files.map(({ id }) => id) }),
        ...(conversationId === undefined && isTemporary && { temporary: true }),
      };
      chat.send(text, sentWith.current);
    }
    setDraft('');
    attachments.send();
  };
  const write = (text: string) => {
    setDraft(text);
    field.current?.focus();
  };
  const editLast = () => {
    const last = queued.at(-1);
    if (last) takeBack(last);
    else [...document.querySelectorAll<HTMLElement>(`[aria-label="${t('chat.editMessage')}"]`)].at(-1)?.click();
  };
  const takeBack = (message: (typeof queued)[number]) => {
    queue.remove(message);
    attachments.addKnown(message.files);
    write(message.text);
  };
  // A message that was refused and is sent again goes with what it had.
  const thread = { ...chat, send: (text: string) => chat.send(text, sentWith.current) };

  return (
    <FileDrop onDrop={attachments.add}>
      {props.header}
      {isNew ? (
        <Greeting onChoose={write} />
      ) : (
        <SoughtMessage value={soughtId}>
          <Thread
            key={chat.threadKey}
            chat={thread}
            onEdit={(text) => {
              attachments.takeBack();
              write(text);
            }}
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
