import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useStore } from 'zustand';
import { ChatScreen } from '../feature/chat/chat-screen.tsx';
import { listFilter } from '../feature/conversation/list-filter.ts';
import { ContextGauge } from '../feature/inspector/context-gauge.tsx';
import { ModelPicker } from '../feature/provider/model-picker.tsx';
import { useConversation } from '../lib/use-conversation.ts';
import { useMe } from '../lib/use-me.ts';
import { usePageTitle } from '../lib/use-page-title.ts';
import { ChatHeader } from './chat-header.tsx';
import { LiveChanges } from './live-changes.ts';
import { Opening } from './opening.tsx';
import { Overlays } from './overlays.tsx';
import { SidebarColumn } from './sidebar-column.tsx';
import { useModelChoice } from './use-model-choice.ts';
import { useSignedOutExit } from './use-signed-out-exit.ts';

export function ChatLayout() {
  const me = useMe();
  const navigate = useNavigate();
  const { conversationId } = useParams({ strict: false });
  const { message, temporary = false } = useSearch({ strict: false });
  const conversation = useConversation(conversationId);
  const [choice, choose] = useModelChoice(conversation);
  const filter = useStore(listFilter);
  usePageTitle(conversation?.title);
  useSignedOutExit(me.error);
  if (!me.data) return <Opening />;
  return (
    <div className="flex h-full">
      <LiveChanges />
      <Overlays />
      <SidebarColumn activeId={conversationId} />
      <ChatScreen
        conversationId={conversationId}
        soughtId={message}
        space={filter.kind === 'space' ? filter.space : undefined}
        isTemporary={temporary}
        onTemporary={(isOn) => void navigate({ to: '/', search: isOn ? { temporary: true } : {}, replace: true })}
        choice={choice}
        header={
          <ChatHeader
            activeId={conversationId}
            picker={<ModelPicker choice={choice} onChoose={choose} />}
            gauge={conversationId && <ContextGauge conversationId={conversationId} choice={choice} />}
          />
        }
        onConversation={(id) =>
          void navigate({ to: '/c/$conversationId', params: { conversationId: id }, replace: true })
        }
      />
    </div>
  );
}
