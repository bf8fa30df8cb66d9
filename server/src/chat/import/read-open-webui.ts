import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readTime, type SourceContent, type SourceConversation, type SourceNode } from './source-conversation.ts';

/* Open WebUI's "Export chats": a list of rows of its table, each with the chat as its page keeps it, a tree of messages under `chat.history`. */

const text = z.string().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);
const messageSchema = z.object({
  parentId: text,
  role: text,
  content: z.unknown(),
  timestamp: z.unknown(),
  model: text,
  done: flag,
  files: z
    .array(z.looseObject({ type: text, name: text }))
    .nullish()
    .catch(null),
});
const chatSchema = z.object({
  id: text,
  title: text,
  system: text,
  timestamp: z.unknown(),
  history: z.object({ messages: z.record(z.string(), z.unknown()), currentId: text }),
});
const rowSchema = z.object({
  id: text,
  title: text,
  chat: chatSchema,
  created_at: z.unknown(),
  updated_at: z.unknown(),
  archived: flag,
  pinned: flag,
});

/** Undefined where it is no conversation of Open WebUI's. */
export function readOpenWebui(value: unknown): SourceConversation | undefined {
  const parsed = rowSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { chat, ...row } = parsed.data;
  const { messages, currentId } = chat.history;
  const createdAt = readTime(row.created_at) ?? readTime(chat.timestamp);
  return {
    source: 'open_webui',
    id: row.id ?? (chat.id || hashKeys(messages)),
    title: row.title ?? chat.title ?? '',
    createdAt,
    updatedAt: readTime(row.updated_at) ?? createdAt,
    isArchived: row.archived ?? false,
    isPinned: row.pinned ?? false,
    space: null,
    systemPrompt: chat.system || null,
    nodes: Object.entries(messages).map(([id, message]) => readNode(id, message)),
    currentId: currentId ?? null,
  };
}

/** A chat that was saved alone has no id: its first message, which no other has, stands for it. */
function hashKeys(messages: Record<string, unknown>): string {
  return createHash('sha256')
    .update(Object.keys(messages)[0] ?? '')
    .digest('hex');
}

function readNode(id: string, value: unknown): SourceNode {
  const { data: message } = messageSchema.safeParse(value);
  return { id, parentId: message?.parentId ?? null, content: message ? readContent(message) : null };
}

function readContent(message: z.infer<typeof messageSchema>): SourceContent | null {
  const { role } = message;
  if (role !== 'user' && role !== 'assistant') return null;
  const files = (message.files ?? []).map(({ type, name }) =>
    type === 'image' ? '[Image]' : `[File: ${name ?? '?'}]`,
  );
  const body = [readBody(message.content), ...files].filter((part) => part !== '').join('\n\n');
  if (body === '') return null;
  return {
    role,
    text: body,
    createdAt: readTime(message.timestamp),
    model: role === 'assistant' ? (message.model ?? null) : null,
    providerMeta: null,
    isComplete: message.done !== false,
  };
}

const partsSchema = z.array(z.looseObject({ type: text, text })).catch([]);

/** Text, or parts of which some are pictures. */
function readBody(content: unknown): string {
  if (typeof content === 'string') return content;
  return partsSchema
    .parse(content)
    .map((part) => (part.type === 'image_url' ? '[Image]' : (part.text ?? '')))
    .join('\n\n');
}
