import { Bell, BookMarked, CircleCheck, type LucideIcon, Mic, SlidersHorizontal } from 'lucide-react';
import type { MessageId } from '../lib/message-id.ts';
import { useMe } from '../lib/use-me.ts';

export interface ListedPage {
  to: '/voice' | '/tasks' | '/memories' | '/notifications' | '/console';
  label: MessageId;
  icon: LucideIcon;
}

const PAGES: readonly ListedPage[] = [
  { to: '/voice', label: 'common.voice', icon: Mic },
  { to: '/tasks', label: 'common.tasks', icon: CircleCheck },
  { to: '/memories', label: 'common.memories', icon: BookMarked },
  { to: '/notifications', label: 'common.notifications', icon: Bell },
];
const CONSOLE: ListedPage = { to: '/console', label: 'common.console', icon: SlidersHorizontal };

/** The pages beside the conversations that are for this person. */
export function usePageList(): readonly ListedPage[] {
  return useMe().data?.user.role === 'admin' ? [...PAGES, CONSOLE] : PAGES;
}
