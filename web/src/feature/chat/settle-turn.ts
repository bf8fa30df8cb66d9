import type { Message, MessagePage, Question, Turn } from '@omniai/client';
import type { MessagePages } from './use-messages.ts';

/**
 * The stored pages of the newest branch after a turn has ended with a stored answer: its messages stand at the newest end, and what it
 * replaced is gone from this branch.
 * @returns undefined when the turn does not say enough; the pages must then be read again
 */
export function settleTurn(pages: MessagePages | undefined, { origin, answer }: Turn): MessagePages | undefined {
  const { message } = answer;
  if (!message) return undefined;
  const known = pages?.pages.flatMap((page) => page.items) ?? [];
  if (pages && known.some((item) => item.id === message.id)) return replace(pages, message);
  if (origin.kind === 'retry' || origin.kind === 'continue') {
    return prepend(cutAt(pages, origin.replaced.id), [message]);
  }
  // How many siblings a message that was edited has, and its files, only the server knows.
  if (origin.kind !== 'send' || message.parent_id === null) return undefined;
  return prepend(pages, [message, toQuestion(message, message.parent_id, origin, known[0]?.id ?? null)]);
}

/** The message that was answered, as the server will list it. */
function toQuestion(answer: Message, id: string, { text, files = [] }: Question, parentId: string | null): Message {
  return {
    ...answer,
    id,
    parent_id: parentId,
    role: 'user',
    text,
    files: [...files],
    status: 'complete',
    provider_meta: null,
    siblings: [id],
    updated_at: answer.created_at,
  };
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
