import type { MessageId } from '../../../lib/message-id.ts';

export type KeyScope = 'read' | 'chat' | 'all';

/** What a key may do, in words. */
export const KEY_SCOPE: Readonly<Record<KeyScope, { name: MessageId; lead: MessageId }>> = {
  chat: { name: 'settings.scopeChat', lead: 'settings.scopeChatLead' },
  read: { name: 'settings.scopeRead', lead: 'settings.scopeReadLead' },
  all: { name: 'settings.scopeAll', lead: 'settings.scopeAllLead' },
};

export const KEY_SCOPES: readonly KeyScope[] = ['chat', 'read', 'all'];
