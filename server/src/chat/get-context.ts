import { z } from 'zod';
import { readPersonContext } from '../context/preference.ts';
import { findPromptOf } from '../context/read-prompt-parts.ts';
import { AppError } from '../errors.ts';
import type { ConversationId, MessageId, UserId } from '../kit/id.ts';
import { messageReader } from '../store/message-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { getConversation } from './get-conversation.ts';
import { runContextSchema } from './message.ts';
import { preparePrompt } from './prepare-prompt.ts';
import { type ChatParts, wishOf } from './send-message.ts';

export const conversationContextSchema = z
  .object({
    provider: z.string(),
    model: z.string(),
    system_prompt: z
      .object({ text: z.string(), from: z.enum(['request', 'conversation', 'space', 'default']) })
      .nullable()
      .describe('The one that holds: the conversation’s, else its space’s, else your default.'),
    notes: z.string().describe('What the model is told of you: memories, and what the space asks for.'),
    summary: z
      .object({ id: z.string(), message_id: z.string(), messages: z.number().int(), text: z.string() })
      .nullable()
      .describe('What stands for the messages up to `message_id`; null where none is sent.'),
    messages: z
      .array(
        z.object({
          id: z.string(),
          role: z.enum(['user', 'assistant']),
          tokens: z.number().int(),
          pinned: z.boolean(),
          state: z
            .enum(['sent', 'summarised', 'cut'])
            .describe('`summarised`: the summary stands for it. `cut`: the model hears nothing of it.'),
        }),
      )
      .describe('The newest 400 of the branch, newest first.'),
    totals: runContextSchema,
    tokens_left: z
      .number()
      .int()
      .nullable()
      .describe('What your next message and its answer may have; null where the context length is not known.'),
  })
  .meta({ id: 'ConversationContext' });

type ConversationContext = z.infer<typeof conversationContextSchema>;

/**
 * What the next message of a branch would be sent with, made as it would be made then.
 * @throws AppError E1002 (conversation or branch not the viewer's), E3000, E3006 when not even the system prompt fits
 */
export async function getContext(
  { store, registry, clock, ...makers }: Pick<ChatParts, 'store' | 'registry' | 'clock' | 'toolBox' | 'counters'>,
  viewer: UserId,
  id: ConversationId,
  query: { branch?: string | undefined; provider?: string | undefined; model?: string | undefined },
): Promise<ConversationContext> {
  const { read } = store;
  const conversation = await getConversation(read, viewer, id);
  const choice = await registry.resolve(wishOf(query, conversation));
  const person = await readPersonContext(read, viewer);
  const wish = {
    owner: viewer,
    person,
    conversation,
    parentId: await findLeaf(read, viewer, id, query.branch),
    question: undefined,
    source: 'web' as const,
    heardBefore: '',
    options: {},
    closing: [],
  };
  const prompt = await preparePrompt(read, makers, choice, wish, clock.now(), true);
  const { summary } = prompt;
  return {
    provider: choice.provider.id,
    model: choice.model.id,
    system_prompt: findPromptOf(wish) ?? null,
    notes: prompt.notes,
    summary: summary
      ? { id: summary.id, message_id: summary.messageId, messages: summary.messages, text: summary.text }
      : null,
    messages: prompt.turns.map(({ turn: { id: messageId, role, tokens, isPinned }, state }) => ({
      id: messageId,
      role,
      tokens,
      pinned: isPinned,
      state,
    })),
    totals: prompt.context,
    tokens_left: prompt.answerTokens,
  };
}

/** The message a branch goes on from: the newest below `branch`, else the newest of the conversation. */
async function findLeaf(
  db: ReadHandle,
  viewer: UserId,
  id: ConversationId,
  branch: string | undefined,
): Promise<MessageId | null> {
  if (branch === undefined) return (await messageReader.findNewest(db, viewer, id)) ?? null;
  const leaf = await messageReader.findNewestBelow(db, viewer, id, branch as MessageId);
  if (!leaf) throw new AppError('E1002');
  return leaf;
}
