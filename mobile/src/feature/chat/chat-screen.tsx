import type { ApiError, Message } from '@omniai/client';
import { Stack, useRouter } from 'expo-router';
import { useEffect, useRef, useState } from 'react';
import type { TextInput } from 'react-native';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Composer } from './composer.tsx';
import { ModelButton } from './model-button.tsx';
import { Thread } from './thread.tsx';
import { useChat } from './use-chat.ts';
import { useDraft } from './use-draft.ts';

interface ChatScreenProps {
  /** Undefined for a conversation that begins with the next message. */
  conversationId: string | undefined;
  /** Names a conversation that has begun on this phone and not at the server. */
  thread: string | undefined;
}

export function ChatScreen({ conversationId, thread }: ChatScreenProps) {
  const router = useRouter();
  const chat = useChat(conversationId, thread);
  const [draft, setDraft] = useDraft(conversationId ?? 'new');
  const [edited, setEdited] = useState<Message | null>(null);
  const [editDraft, setEditDraft] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const field = useRef<TextInput>(null);

  // The server has made the conversation: the screen stays, under its name.
  const { begunId } = chat;
  useEffect(() => {
    if (conversationId === undefined && begunId !== undefined) router.setParams({ id: begunId });
  }, [conversationId, begunId, router]);

  const send = () => {
    setTrouble(null);
    if (edited) {
      chat.edit(edited, editDraft.trim());
      setEdited(null);
      return;
    }
    chat.send(draft.trim());
    setDraft('');
  };
  const beginEdit = (message: Message) => {
    setEdited(message);
    setEditDraft(message.text);
    field.current?.focus();
  };
  const branch = (message: Message) => {
    const open = (id: string) => router.push({ pathname: '/chat/[id]', params: { id } });
    void chat.branch(message).then(open, (error: ApiError) => setTrouble(error.message));
  };
  return (
    <Screen isScrolled={false} edges={['left', 'right', 'bottom']}>
      <Stack.Screen options={{ headerTitle: () => <ModelButton /> }} />
      <Thread
        chat={chat}
        isNew={conversationId === undefined}
        onBeginEdit={beginEdit}
        onBranch={branch}
        onTakeBack={(text) => setDraft(draft === '' ? text : `${text}\n${draft}`)}
      />
      {trouble !== null && <Notice kind="danger" text={trouble} />}
      <Composer
        text={edited ? editDraft : draft}
        onChange={edited ? setEditDraft : setDraft}
        isAnswering={chat.current !== undefined}
        isEditing={edited !== null}
        onCancelEdit={() => setEdited(null)}
        onSend={send}
        onStop={chat.stop}
        fieldRef={field}
      />
    </Screen>
  );
}
