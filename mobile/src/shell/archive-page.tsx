import { ConversationsScreen } from '../feature/conversation/conversations-screen.tsx';

export function ArchivePage() {
  return <ConversationsScreen unsent={[]} isArchive />;
}
