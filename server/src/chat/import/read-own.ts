import { z } from 'zod';
import { conversationSchema } from '../conversation.ts';
import { EXPORT_FORMAT, EXPORT_VERSION } from '../export-conversation.ts';
import { messageSchema } from '../message.ts';
import type { SourceConversation, SourceNode } from './source-conversation.ts';

const exportSchema = z.object({
  format: z.literal(EXPORT_FORMAT),
  version: z.int().min(1).max(EXPORT_VERSION),
  current: z.string().nullable(),
  conversation: conversationSchema.pick({
    id: true,
    title: true,
    space: true,
    archived: true,
    pinned: true,
    system_prompt: true,
    created_at: true,
    updated_at: true,
  }),
  messages: z.array(z.unknown()),
});
const nodeSchema = messageSchema.pick({
  id: true,
  parent_id: true,
  role: true,
  text: true,
  status: true,
  created_at: true,
});
const metaSchema = messageSchema.shape.provider_meta;

/** Undefined where it is no conversation that we exported. */
export function readOwn(value: unknown): SourceConversation | undefined {
  const { data } = exportSchema.safeParse(value);
  if (!data) return undefined;
  const { conversation, messages, current } = data;
  return {
    source: 'omniai',
    id: conversation.id,
    title: conversation.title,
    createdAt: Date.parse(conversation.created_at),
    updatedAt: Date.parse(conversation.updated_at),
    isArchived: conversation.archived,
    isPinned: conversation.pinned,
    space: conversation.space,
    systemPrompt: conversation.system_prompt,
    nodes: messages.map(readNode).filter((node) => node !== undefined),
    currentId: current,
  };
}

function readNode(value: unknown): SourceNode | undefined {
  const { data: node } = nodeSchema.safeParse(value);
  if (!node) return undefined;
  const { data: meta } = z.object({ provider_meta: metaSchema }).safeParse(value);
  return {
    id: node.id,
    parentId: node.parent_id,
    content: {
      role: node.role,
      text: node.text,
      createdAt: Date.parse(node.created_at),
      model: meta?.provider_meta?.model ?? null,
      providerMeta: meta?.provider_meta ? JSON.stringify(meta.provider_meta) : null,
      isComplete: node.status === 'complete',
    },
  };
}
