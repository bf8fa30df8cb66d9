import { estimateMessageTokens } from '../context/estimate-tokens.ts';
import { readPersonContext } from '../context/preference.ts';
import { AppError } from '../errors.ts';
import { createId, type MessageId, type RunId, type UserId } from '../kit/id.ts';
import type { ChatRequest } from '../provider/spec.ts';
import { reserveMessage } from '../quota/reserve-message.ts';
import { createFirstMeta } from '../run/finish-run.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { type Answer, toLiveAnswer } from './answer.ts';
import { createConversation } from './create-conversation.ts';
import { planAnswer } from './plan-answer.ts';
import type { ChatParts } from './send-message.ts';

/** A whole prompt of a program that keeps its conversations itself. */
export interface OwnPrompt extends Pick<ChatRequest, 'messages' | 'options' | 'tools'> {
  /** Absent: as the server chooses. */
  provider?: string | undefined;
  model?: string | undefined;
}

/**
 * Answers a prompt as it is, under the same limits as any message; nothing is added. Until its reader deletes it, it stands in a temporary
 * conversation, so that a crash gives back what was held for it.
 * @throws AppError E2010, E2011, E3000, E3006
 */
export async function answerPrompt(parts: ChatParts, viewer: UserId, prompt: OwnPrompt): Promise<Answer> {
  const { runs, registry, clock } = parts;
  const { messages, options } = prompt;
  const choice = await registry.resolve(prompt);
  const { provider, model } = choice;
  const promptTokens = messages.reduce((sum, { content }) => sum + estimateMessageTokens(content), 0);
  if (model.context_length !== null && promptTokens > model.context_length) throw new AppError('E3006');
  const live = await runs.transact(async (tx, begin) => {
    const now = clock.now();
    const { preferences } = await readPersonContext(tx, viewer);
    const wish = { userId: viewer, timeZone: preferences.time_zone, provider: provider.id };
    const allowance = await reserveMessage(tx, wish, now);
    const tokens = { promptTokens, maxAnswerTokens: options.max_tokens ?? null };
    const { source, held, maxTokens } = await planAnswer(tx, choice, allowance, tokens, now);
    const context = { messages: messages.length, memories: 0, memories_dropped: 0, dropped: 0 };
    const making = { provider: provider.id, model: model.id, context, options, continuedAt: 0 };
    const place = await insertPlace(tx, viewer, making, now);
    return begin({
      identity: {
        id: createId<RunId>(),
        ...place,
        userId: viewer,
        ...making,
        source: 'api',
        usageDay: allowance.day,
        timeZone: allowance.timeZone,
        promptTokens,
        ...held,
        isTemporary: true,
        wantsTitle: false,
      },
      source,
      request: {
        model: model.id,
        messages,
        options: maxTokens === null ? options : { ...options, max_tokens: maxTokens },
        tools: prompt.tools,
      },
    });
  });
  return toLiveAnswer(live);
}

/** Question and answer without the program's words: it keeps them itself. */
async function insertPlace(
  tx: WriteHandle,
  viewer: UserId,
  making: Parameters<typeof createFirstMeta>[0],
  now: number,
) {
  const change = { space: 'default', title: 'API', temporary: true } as const;
  const conversation = await createConversation(tx, viewer, change, now);
  const [userMessageId, messageId] = [createId<MessageId>(), createId<MessageId>()];
  const common = {
    conversation_id: conversation.id,
    user_id: viewer,
    text: '',
    source: 'api' as const,
    error: null,
    client_message_id: null,
    body_hash: null,
    created_at: now,
    updated_at: now,
  };
  await messageWriter.insert(tx, {
    ...common,
    id: userMessageId,
    parent_id: null,
    role: 'user',
    status: 'complete',
    provider_meta: null,
  });
  await messageWriter.insert(tx, {
    ...common,
    id: messageId,
    parent_id: userMessageId,
    role: 'assistant',
    status: 'streaming',
    provider_meta: JSON.stringify(createFirstMeta(making)),
  });
  return { conversationId: conversation.id, userMessageId, messageId };
}
