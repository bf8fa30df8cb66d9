import type { OwnPrompt } from '../../chat/answer-prompt.ts';
import { AppError } from '../../errors.ts';
import type { ChatMessage, Image } from '../../provider/spec.ts';
import type { ChatCompletionBody } from './chat-completion-body.ts';

type Content = Extract<ChatCompletionBody['messages'][number], { role: 'tool' }>['content'];

/** A picture as it may stand in a request. Addresses are not followed: whoever asks must not make this server fetch. */
const DATA_URL = /^data:(image\/(?:png|jpeg|webp|gif));base64,([A-Za-z0-9+/=\s]+)$/;

/** What a program of OpenAI's asks, in our terms. @throws AppError E1001 */
export function toOwnPrompt(body: ChatCompletionBody, isProvider: (id: string) => boolean): OwnPrompt {
  const maxTokens = body.max_completion_tokens ?? body.max_tokens;
  const names = new Map<string, string>();
  return {
    ...toWish(body.model, isProvider),
    messages: body.messages.map((message) => toMessage(message, names)),
    options: {
      temperature: body.temperature ?? undefined,
      top_p: body.top_p ?? undefined,
      max_tokens: maxTokens ?? undefined,
    },
    tools:
      body.tools && body.tool_choice !== 'none'
        ? body.tools.map(({ function: { name, description, parameters } }) => ({
            name,
            description: description ?? '',
            parameters: parameters ?? { type: 'object', properties: {} },
          }))
        : undefined,
  };
}

/** `ollama/llama3.2` is the model of a provider; model names may hold slashes themselves, and `default` is whatever answers by default. */
function toWish(model: string, isProvider: (id: string) => boolean): Pick<OwnPrompt, 'provider' | 'model'> {
  if (model === 'default') return {};
  const slash = model.indexOf('/');
  if (slash > 0 && isProvider(model.slice(0, slash))) {
    return { provider: model.slice(0, slash), model: model.slice(slash + 1) };
  }
  return { model };
}

/** @param names the tools of earlier calls by their ids, since results name only the id */
function toMessage(message: ChatCompletionBody['messages'][number], names: Map<string, string>): ChatMessage {
  switch (message.role) {
    case 'tool': {
      const { tool_call_id, content } = message;
      const name = names.get(tool_call_id) ?? 'tool';
      return { role: 'tool', tool_call_id, name, content: textOf(content), is_error: false };
    }
    case 'assistant': {
      const calls = message.tool_calls?.map(({ id, function: { name, arguments: text } }) => {
        names.set(id, name);
        return { id, name, arguments: text };
      });
      return { role: 'assistant', content: textOf(message.content ?? ''), tool_calls: calls };
    }
    case 'user': {
      const images = imagesIn(message.content);
      return { role: 'user', content: textOf(message.content), ...(images.length > 0 && { images }) };
    }
    default:
      return { role: 'system', content: textOf(message.content) };
  }
}

function textOf(content: Content): string {
  if (typeof content === 'string') return content;
  return content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

function imagesIn(content: Content): Image[] {
  if (typeof content === 'string') return [];
  return content.flatMap((part) => (part.type === 'image_url' ? [toImage(part.image_url.url)] : []));
}

function toImage(url: string): Image {
  const [, mediaType, base64] = DATA_URL.exec(url) ?? [];
  if (mediaType === undefined || base64 === undefined) {
    throw new AppError('E1001', 'An image must be a data URL of a PNG, JPEG, WebP or GIF; addresses are not fetched.');
  }
  return { media_type: mediaType, bytes: Buffer.from(base64, 'base64') };
}
