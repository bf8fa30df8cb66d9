import { type AnswerScript, tokenText } from './answer-script.ts';

/** One answer as it goes over the wire: events of OpenAI's chat-completions stream, already framed as HTTP chunks. */
export interface AnswerFrames {
  /** One frame per `eventsPerChunk` events, in order, the last with `[DONE]`. Without the chunk of length 0 that ends the body. */
  frames: Buffer[];
  /** All frames joined. */
  whole: Buffer;
}

/** Builds the frames for `script`. The shape is that of the OpenAI reference for `chat.completion.chunk`. */
export function createAnswerFrames(script: AnswerScript): AnswerFrames {
  const events = [
    formatEvent([{ index: 0, delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null }]),
  ];
  for (let index = 0; index < script.tokens; index += 1) {
    const delta = { content: tokenText(script, index) };
    events.push(formatEvent([{ index: 0, delta, logprobs: null, finish_reason: null }]));
  }
  events.push(formatEvent([{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }]));
  events.push(formatEvent([], { prompt_tokens: 9, completion_tokens: script.tokens, total_tokens: script.tokens + 9 }));
  events.push('data: [DONE]\n\n');
  const frames: Buffer[] = [];
  for (let from = 0; from < events.length; from += script.eventsPerChunk) {
    frames.push(frame(events.slice(from, from + script.eventsPerChunk).join('')));
  }
  return { frames, whole: Buffer.concat(frames) };
}

function formatEvent(choices: unknown[], usage: unknown = null): string {
  const head = {
    id: 'chatcmpl-C8f0aYkQ2mVtPz41nXw7',
    object: 'chat.completion.chunk',
    created: 1767225600,
    model: 'bench',
  };
  return `data: ${JSON.stringify({ ...head, service_tier: 'default', system_fingerprint: 'fp_b1e7c4a90d', choices, usage })}\n\n`;
}

function frame(text: string): Buffer {
  return Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
}
