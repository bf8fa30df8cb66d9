import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { ChatRequest } from '../../spec.ts';
import { collectAnswer } from '../../test/collect-answer.ts';
import { openHostileServer, type Script } from '../../test/hostile-server.ts';
import { type OpenAiOptions, OpenAiProvider } from '../openai-provider.ts';

export const MODEL = 'gpt-5-mini-2025-08-07';
export const FALLBACK = 'gpt-4o';
export const RESPONSES = '/v1/responses';
export const CHAT = '/v1/chat/completions';
export const CONVERSATIONS = '/v1/conversations';

export function create(baseUrl: string, options: Partial<OpenAiOptions> = {}): OpenAiProvider {
  return new OpenAiProvider({
    id: 'openai',
    name: 'OpenAI',
    baseUrl,
    apiKey: 'sk-test',
    remedy: 'Start it.',
    allowance: { loopback: true, private: false },
    model: MODEL,
    fallbackModel: FALLBACK,
    ...options,
  });
}

export function question(text: string, model = MODEL): ChatRequest {
  return { model, messages: [{ role: 'user', content: text }], options: {} };
}

/**
 * Answers each path as its script says, in the order of arrival where there are several; what has no script gets 404. Closed with the
 * test.
 */
export async function openScripted(scripts: Record<string, Script | Script[]>, options: Partial<OpenAiOptions> = {}) {
  const left = new Map(Object.entries(scripts).map(([path, script]) => [path, [script].flat()]));
  const server = await openHostileServer((exchange) => {
    const queue = left.get(exchange.request.url ?? '') ?? [];
    const script = queue.length > 1 ? queue.shift() : queue[0];
    return (script ?? refuse(404, { message: `Invalid URL (POST ${exchange.request.url})` }))(exchange);
  });
  onTestFinished(() => server.close());
  const provider = create(server.url, options);
  return {
    provider,
    ask: (request: ChatRequest) => collectAnswer(provider.chat_stream(request, new AbortController().signal)),
    /** What was asked so far. */
    asked: () => server.exchanges.map(({ request, body }) => ({ path: request.url, body: parse(body) })),
  };
}

export function parse(body: string): Record<string, unknown> {
  return JSON.parse(body);
}

export function say(body: string): Script {
  return ({ response }) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(body);
}

export function answerJson(status: number, value: object): Script {
  return ({ response }) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

export function refuse(status: number, error: { message: string; code?: string; param?: string }): Script {
  return answerJson(status, { error });
}

export function toEvent(type: string, fields: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

export function toText(delta: string): string {
  return toEvent('response.output_text.delta', { item_id: 'm', delta });
}

export const END = toEvent('response.completed', {
  response: { status: 'completed', output: [], usage: { input_tokens: 3, output_tokens: 2 } },
});

/** A stream with the documented events of the Responses API, field by field. */
export function readSequence(name: string): string {
  return readFileSync(new URL(`../fixture/${name}.sse`, import.meta.url), 'utf8');
}
