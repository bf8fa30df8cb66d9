import type { ServerResponse } from 'node:http';

export const META = {
  stream_id: 's1',
  conversation_id: 'c1',
  user_message_id: 'u1',
  message_id: 'm1',
  provider: 'ollama',
  model: 'qwen3:8b',
  context: { messages: 1, memories: 0, memories_dropped: 0, dropped: 0 },
};

export function openSse(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

export function sendMeta(response: ServerResponse): void {
  response.write(`event: meta\ndata: ${JSON.stringify(META)}\n\n`);
}

/** Sends the part of `whole` from `from` to `to` as one delta. */
export function sendDelta(response: ServerResponse, whole: string, from: number, to = whole.length): void {
  response.write(`id: ${to}\nevent: delta\ndata: ${JSON.stringify({ text: whole.slice(from, to) })}\n\n`);
}

export function sendFinal(response: ServerResponse, text: string): void {
  response.end(`event: final\ndata: ${JSON.stringify(finalOf(text))}\n\n`);
}

export function finalOf(text: string) {
  return {
    message: {
      id: 'm1',
      conversation_id: 'c1',
      parent_id: 'u1',
      role: 'assistant' as const,
      text,
      status: 'complete' as const,
      source: 'web' as const,
      provider_meta: { provider: 'ollama', model: 'qwen3:8b', context: META.context },
      error: null,
      files: [],
      pinned: false,
      siblings: ['m1'],
      stream_id: null,
      created_at: '2026-05-02T10:00:00.000Z',
      updated_at: '2026-05-02T10:00:01.000Z',
    },
    finish_reason: 'stop' as const,
    usage: { prompt_tokens: 3, completion_tokens: 2 },
    elapsed_ms: 1_000,
    quota: {
      limits: { messages_per_day: null, tokens_per_day: null, concurrent_streams: null },
      today: { messages: 1, tokens: 5 },
      remaining: { messages: null, tokens: null },
      resets_at: '2026-05-03T00:00:00.000Z',
    },
  };
}

export function refuse(response: ServerResponse, status: number, error: Record<string, unknown>): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ok: false, error: { request_id: 'r1', ...error } }));
}
