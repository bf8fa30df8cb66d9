import type { Turn } from '@omniai/client';
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Outgoing } from '../../session/outgoing.ts';
import type { ChatParts } from './chat-parts.ts';

export const ChatContext = createContext<ChatParts | null>(null);

/** @throws Error outside of the provider, which is a bug. */
export function useChatParts(): ChatParts {
  const parts = use(ChatContext);
  if (!parts) throw new Error('useChatParts must be inside ChatContext');
  return parts;
}

export function useTurns(): readonly Turn[] {
  return useStore(useChatParts().turns.state);
}

export function useOutgoing(): readonly Outgoing[] {
  return useStore(useChatParts().outgoing.state);
}
