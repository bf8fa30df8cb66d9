import { useLocalSearchParams } from 'expo-router';
import { ChatScreen } from '../feature/chat/chat-screen.tsx';

export function ChatPage() {
  const { id, thread } = useLocalSearchParams<{ id: string; thread?: string }>();
  return <ChatScreen conversationId={id === 'new' ? undefined : id} thread={thread} />;
}
