import type { LucideIcon } from 'lucide-react-native';
import Brain from 'lucide-react-native/icons/brain';
import ListTodo from 'lucide-react-native/icons/list-todo';
import MessageCircle from 'lucide-react-native/icons/message-circle';
import Mic from 'lucide-react-native/icons/mic';
import Settings from 'lucide-react-native/icons/settings';
import type { MessageId } from '../lib/message-id.ts';

interface Tab {
  /** The name of its route in app/(tabs). */
  name: string;
  title: MessageId;
  icon: LucideIcon;
}

/** The tabs of the app, in their order. */
export const TABS: readonly Tab[] = [
  { name: 'chats', title: 'common.chats', icon: MessageCircle },
  { name: 'voice', title: 'common.voice', icon: Mic },
  { name: 'memory', title: 'common.memory', icon: Brain },
  { name: 'tasks', title: 'common.tasks', icon: ListTodo },
  { name: 'settings', title: 'common.settings', icon: Settings },
];
