import { useOutgoing } from '../feature/chat/chat-context.ts';
import { ConversationsScreen } from '../feature/conversation/conversations-screen.tsx';

export function ChatsPage() {
  const unsent = useOutgoing().filter(({ conversationId }) => conversationId === null);
  const threads = new Map(unsent.toReversed().map(({ threadKey, text }) => [threadKey, { thread: threadKey, text }]));
  return <ConversationsScreen unsent={[...threads.values()].toReversed()} isArchive={false} />;
}
