import type { Message, MessagePage } from '@omniai/client';
import type { Turn } from './turn.ts';
import type { MessagePages } from './use-messages.ts';

/**
 * The stored pages after a turn has ended: what it replaced is gone from this branch, and its messages stand at the newest end.
 * Undefined when the turn does not say enough; the pages must then be read again.
 */
export function settleTurn(pages: MessagePages | undefined, turn: Turn, nowIso: string): MessagePages | undefined {
  const answer = toStoredAnswer(turn, nowIso);
  if (!answer) return undefined;
  const { origin } = turn;
  if (origin.kind === 'send') {
    const question = toStoredQuestion(turn, origin.text, pages?.pages[0]?.items[0]?.id ?? null, nowIso);
    return question && prepend(pages, [answer, question]);
  }
  if (origin.kind === 'retry') return prepend(cutAt(pages, origin.replaced.id), [withSibling(answer, origin.replaced)]);
  return pages && replace(pages, answer);
}

function toStoredAnswer(
  { answer, startedAtMs: _startedAtMs, origin: _origin }: Turn,
  nowIso: string,
): Message | undefined {
  if (answer.message) return answer.message;
  if (!answer.messageId || !answer.conversationId || !answer.error) return undefined;
  const { code, message, retryable } = answer.error;
  return {
    id: answer.messageId,
    conversation_id: answer.conversationId,
    parent_id: answer.userMessageId,
    role: 'assistant',
    text: answer.text,
    status: 'failed',
    source: 'web',
    provider_meta: answer.provider && answer.model ? { provider: answer.provider, model: answer.model } : null,
    error: { code, message, retryable },
    siblings: [answer.messageId],
    stream_id: null,
    created_at: nowIso,
    updated_at: nowIso,
  };
}

function toStoredQuestion(
  { answer }: Turn,
  text: string,
  parentId: string | null,
  nowIso: string,
): Message | undefined {
  if (!answer.userMessageId || !answer.conversationId) return undefined;
  return {
    id: answer.userMessageId,
    conversation_id: answer.conversationId,
    parent_id: parentId,
    role: 'user',
    text,
    status: 'complete',
    source: 'web',
    provider_meta: null,
    error: null,
    siblings: [answer.userMessageId],
    stream_id: null,
    created_at: nowIso,
    updated_at: nowIso,
  };
}

function withSibling(answer: Message, replaced: Message): Message {
  return { ...answer, siblings: [...new Set([...replaced.siblings, ...answer.siblings])] };
}

function prepend(pages: MessagePages | undefined, messages: Message[]): MessagePages {
  const [first, ...rest] = pages?.pages ?? [];
  const newest: MessagePage = { ...(first ?? { ok: true, items: [] }), items: [...messages, ...(first?.items ?? [])] };
  return { pages: [newest, ...rest], pageParams: pages?.pageParams ?? [undefined] };
}

/** Without the message and everything newer than it. */
function cutAt(pages: MessagePages | undefined, messageId: string): MessagePages | undefined {
  if (!pages) return undefined;
  const cutPage = pages.pages.findIndex((page) => page.items.some((item) => item.id === messageId));
  return {
    ...pages,
    pages: pages.pages.map((page, index) => {
      if (index < cutPage) return { ...page, items: [] };
      if (index > cutPage) return page;
      return { ...page, items: page.items.slice(page.items.findIndex((item) => item.id === messageId) + 1) };
    }),
  };
}

function replace(pages: MessagePages, message: Message): MessagePages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (item.id === message.id ? message : item)),
    })),
  };
}
