import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SessionEnds } from '../../account/session-ends.ts';
import { type Answer, awaitAnswer, followAnswer } from '../../chat/answer.ts';
import { answerPrompt } from '../../chat/answer-prompt.ts';
import { deleteConversation } from '../../chat/delete-conversation.ts';
import type { ChatParts } from '../../chat/send-message.ts';
import { AppError, ERROR_CATALOGUE, toErrorBody } from '../../errors.ts';
import type { ConversationId, RunId } from '../../kit/id.ts';
import { CHAT_LIMITS } from '../../kit/limits.ts';
import type { Registry } from '../../provider/registry.ts';
import type { RunSink } from '../../run/follow-run.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { answerOpenAiError, toOpenAiError } from '../openai/answer-openai-error.ts';
import {
  chatCompletionSchema,
  toChatCompletion,
  toChunk,
  toFinishReason,
  toToolCalls,
  toUsageChunk,
} from '../openai/chat-completion.ts';
import { type ChatCompletionBody, chatCompletionBody } from '../openai/chat-completion-body.ts';
import { toOwnPrompt } from '../openai/to-own-prompt.ts';
import { openSse, type SseStream } from '../sse.ts';

type Parts = ChatParts & { registry: Registry; sessionEnds: SessionEnds };

const tags = ['openai'];
const modelSchema = z.object({
  id: z.string(),
  object: z.literal('model'),
  created: z.literal(0),
  owned_by: z.string(),
});

/** The models of this server for any program that speaks to OpenAI: same people, same limits, an API key instead of OpenAI's. */
export function openAiRoutes(parts: Parts): Routes {
  const { registry } = parts;
  const isProvider = (id: string) => registry.find(id) !== undefined;

  return (server) => {
    server.get(
      '/v1/models',
      {
        config: { policy: 'user', isChat: true },
        errorHandler: answerOpenAiError,
        schema: {
          tags,
          summary: 'All models of all providers, as OpenAI lists them',
          response: { 200: z.object({ object: z.literal('list'), data: z.array(modelSchema) }) },
        },
      },
      async () => {
        const providers = registry.list().filter(({ status }) => status !== 'down');
        const data = providers.flatMap(({ id: provider }) =>
          registry.listModels(provider).map((model) => ({
            id: `${provider}/${model.id}`,
            object: 'model' as const,
            created: 0 as const,
            owned_by: provider,
          })),
        );
        return { object: 'list' as const, data };
      },
    );

    server.post(
      '/v1/chat/completions',
      {
        config: { policy: 'user', isChat: true, rateClass: 'chat' },
        errorHandler: answerOpenAiError,
        bodyLimit: CHAT_LIMITS.promptBytes,
        schema: {
          tags,
          summary: 'Answer a prompt, streamed or whole, as OpenAI does',
          description:
            'For programs that keep their conversations themselves: nothing is added to the prompt, and neither prompt nor answer is kept. Limits hold as ' +
            'for messages. Whoever hangs up stops the answer.',
          body: chatCompletionBody,
          response: { 200: chatCompletionSchema },
        },
      },
      async (request, reply) => {
        const viewer = viewerOf(request).userId;
        const answer = await answerPrompt(parts, viewer, toOwnPrompt(request.body, isProvider));
        const cancel = () =>
          void parts.runs.requestCancel(viewer, answer.meta.stream_id as RunId).catch(() => undefined);
        try {
          if (request.body.stream) return await stream(parts, request, reply, { answer, cancel });
          const { socket } = request.raw;
          // Who hung up while the question was still being stored is gone already.
          if (socket.destroyed) cancel();
          else socket.once('close', cancel);
          const end = await awaitAnswer(parts, answer);
          socket.off('close', cancel);
          if (end.event === 'error') throw new AppError(toErrorCode(end.data.code), end.data.message);
          return toChatCompletion(answer, end.data);
        } finally {
          await forget(parts, request, answer);
        }
      },
    );
  };
}

async function stream(
  parts: Parts,
  request: FastifyRequest<{ Body: ChatCompletionBody }>,
  reply: FastifyReply,
  { answer, cancel }: { answer: Answer; cancel: () => void },
): Promise<FastifyReply> {
  const { sessionId, userId } = viewerOf(request);
  const sse = openSse(reply);
  const unsubscribe = parts.sessionEnds.subscribe({ sessionId, userId }, () => sse.cut());
  sse.onClose(() => {
    unsubscribe();
    cancel();
  });
  sse.data(toChunk(answer, { role: 'assistant', content: '' }));
  const end = await followAnswer(parts, answer, 0, toSink(sse, answer));
  if (!end) {
    sse.cut();
    return reply;
  }
  if (end.event === 'error') {
    const { status, body } = toErrorBody(new AppError(toErrorCode(end.data.code), end.data.message), request.id);
    sse.data(JSON.stringify(toOpenAiError(body, status)));
  } else {
    sse.data(toChunk(answer, {}, toFinishReason(end.data)));
    if (request.body.stream_options?.include_usage) sse.data(toUsageChunk(answer, end.data));
    sse.data('[DONE]');
  }
  sse.end();
  return reply;
}

/** Sends text, thinking and calls of the program's tools in the pieces that OpenAI's clients put together. */
function toSink(sse: SseStream, answer: Answer): RunSink {
  let told = 0;
  return {
    text: (text) => sse.data(toChunk(answer, { content: text })),
    reasoning: (text) => sse.data(toChunk(answer, { reasoning_content: text })),
    details({ tool_calls: calls }) {
      const isTaken = calls.slice(told).map((call, i) => {
        const [toolCall] = toToolCalls([call]);
        return sse.data(toChunk(answer, { tool_calls: [{ index: told + i, ...toolCall }] }));
      });
      told = calls.length;
      return !isTaken.includes(false);
    },
    ready: () => sse.ready(),
    isClosed: () => sse.isClosed(),
  };
}

/** The program has its answer, or does not want it any more. */
async function forget(parts: Parts, request: FastifyRequest, { meta, userId }: Answer): Promise<void> {
  try {
    await deleteConversation(parts, userId, meta.conversation_id as ConversationId);
  } catch (error) {
    // The sweeper takes it away later.
    request.log.warn({ err: error, stream_id: meta.stream_id }, 'an answer of a program could not be deleted yet');
  }
}

function toErrorCode(code: string): keyof typeof ERROR_CATALOGUE {
  return code in ERROR_CATALOGUE ? (code as keyof typeof ERROR_CATALOGUE) : 'E5000';
}
