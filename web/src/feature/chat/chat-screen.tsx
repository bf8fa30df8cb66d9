import { type ReactNode, useEffect, useRef } from 'react';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { useMe } from '../../lib/use-me.ts';
import { preloadMarkdown } from './answer-body.tsx';
import { Composer } from './composer.tsx';
import { Greeting } from './greeting.tsx';
import { LiveStatus } from './live-status.tsx';
import { Thread } from './thread.tsx';
import { useChat } from './use-chat.ts';
import { useDraft } from './use-draft.ts';

interface ChatScreenProps {
  /** Undefined for a conversation that begins with the next message. */
  conversationId: string | undefined;
  choice: ModelChoice | null;
  header: ReactNode;
  onConversation(conversationId: string): void;
}

export function ChatScreen({ conversationId, choice, header, onConversation }: ChatScreenProps) {
  const chat = useChat({ conversationId, choice, onConversation });
  const [draft, setDraft] = useDraft(conversationId);
  const field = useRef<HTMLTextAreaElement>(null);
  const firstName = useMe().data?.user.display_name?.split(' ')[0];

  useEffect(preloadMarkdown, []);

  const send = () => {
    chat.send(draft.trim());
    setDraft('');
  };
  const write = (text: string) => {
    setDraft(text);
    field.current?.focus();
  };

  return (
    <main className="flex h-full min-w-0 flex-1 flex-col">
      {header}
      {conversationId === undefined && chat.rows.length === 0 ? (
        <Greeting name={firstName} onChoose={write} />
      ) : (
        <Thread key={chat.threadKey} chat={chat} onEdit={write} />
      )}
      <div className="mx-auto w-full max-w-3xl px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-5">
        <Composer
          text={draft}
          onChange={setDraft}
          isAnswering={chat.current !== undefined}
          onSend={send}
          onStop={chat.stop}
          fieldRef={field}
        />
      </div>
      <LiveStatus turn={chat.current} />
    </main>
  );
}
