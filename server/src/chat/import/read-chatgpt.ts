import { z } from 'zod';
import { readTime, type SourceContent, type SourceConversation, type SourceNode } from './source-conversation.ts';

/*
 * ChatGPT's "Export data": a list of conversations, each with a tree of nodes under `mapping`. Nodes also hold instructions, calls of tools and their
 * results, which are not shown there either. What is not understood is passed over: the format is not documented and changes.
 */

const text = z.string().nullish().catch(null);
const record = z.record(z.string(), z.unknown()).nullish().catch(null);
const messageSchema = z.object({
  author: z.object({ role: z.string() }),
  create_time: z.unknown(),
  content: z.looseObject({ content_type: text, parts: z.array(z.unknown()).nullish().catch(null), text }),
  status: text,
  recipient: text,
  metadata: record,
});
const nodeSchema = z.object({ id: text, message: z.unknown(), parent: text });
const conversationSchema = z.object({
  id: text,
  conversation_id: text,
  title: text,
  create_time: z.unknown(),
  update_time: z.unknown(),
  is_archived: z.boolean().nullish().catch(null),
  is_starred: z.boolean().nullish().catch(null),
  current_node: text,
  mapping: z.record(z.string(), z.unknown()),
});

/** Undefined where it is no conversation of ChatGPT's. */
export function readChatgpt(value: unknown): SourceConversation | undefined {
  const parsed = conversationSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { mapping, title, current_node, is_archived, is_starred, ...rest } = parsed.data;
  return {
    source: 'chatgpt',
    // The first node stands for conversations of early exports, which have no id.
    id: rest.conversation_id ?? rest.id ?? Object.keys(mapping)[0] ?? '',
    title: title ?? '',
    createdAt: readTime(rest.create_time),
    updatedAt: readTime(rest.update_time),
    isArchived: is_archived ?? false,
    isPinned: is_starred ?? false,
    space: null,
    systemPrompt: null,
    nodes: Object.entries(mapping).map(([key, node]) => readNode(key, node)),
    currentId: current_node ?? null,
  };
}

function readNode(key: string, value: unknown): SourceNode {
  const node = nodeSchema.safeParse(value);
  const parentId = node.data?.parent ?? null;
  return { id: key, parentId, content: readContent(node.data?.message) };
}

function readContent(value: unknown): SourceContent | null {
  const { success, data: message } = messageSchema.safeParse(value);
  if (!success) return null;
  const { role } = message.author;
  const isShown = message.metadata?.is_visually_hidden_from_conversation !== true;
  // What goes to a tool instead of to everybody.
  const isForAll = (message.recipient ?? 'all') === 'all';
  if ((role !== 'user' && role !== 'assistant') || !isShown || !isForAll) return null;
  const body = [readBody(message.content), ...listAttachments(message.metadata)]
    .filter((part) => part !== '')
    .join('\n\n');
  if (body === '') return null;
  const model = message.metadata?.model_slug;
  return {
    role,
    text: body,
    createdAt: readTime(message.create_time),
    model: role === 'assistant' && typeof model === 'string' ? model : null,
    providerMeta: null,
    isComplete: message.status !== 'in_progress',
  };
}

const TALK = new Set(['text', 'multimodal_text']);

function readBody({ content_type, parts, text: code }: z.infer<typeof messageSchema>['content']): string {
  if (content_type === 'code' && code) return `\`\`\`\n${code}\n\`\`\``;
  if (!TALK.has(content_type ?? 'text')) return '';
  return (parts ?? [])
    .map(readPart)
    .filter((part) => part !== '')
    .join('\n\n');
}

const partSchema = z.looseObject({ content_type: z.string(), text });

function readPart(part: unknown): string {
  if (typeof part === 'string') return part;
  const { data } = partSchema.safeParse(part);
  if (data?.content_type === 'audio_transcription') return data.text ?? '';
  if (data?.content_type.includes('image')) return '[Image]';
  if (data?.content_type.includes('audio')) return '[Audio]';
  if (data?.content_type.includes('video')) return '[Video]';
  return '';
}

const attachmentsSchema = z.array(z.looseObject({ name: z.string() })).catch([]);

function listAttachments(metadata: Record<string, unknown> | null | undefined): string[] {
  return attachmentsSchema.parse(metadata?.attachments ?? []).map(({ name }) => `[File: ${name}]`);
}
