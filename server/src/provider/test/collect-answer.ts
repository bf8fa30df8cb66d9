import type { StreamChunk } from '../spec.ts';

export interface CollectedAnswer {
  text: string;
  reasoning: string;
  /** All parts but the last, in order. */
  parts: StreamChunk[];
  /** The one `finish` or `error`; undefined when the stream was stopped from outside. */
  last: Extract<StreamChunk, { type: 'finish' | 'error' }> | undefined;
}

/**
 * Reads an answer to its end.
 * @throws Error when anything follows its last part
 */
export async function collectAnswer(stream: AsyncIterable<StreamChunk>): Promise<CollectedAnswer> {
  const answer: CollectedAnswer = { text: '', reasoning: '', parts: [], last: undefined };
  for await (const chunk of stream) {
    if (answer.last) throw new Error(`A part of type ${chunk.type} followed the last one`);
    if (chunk.type === 'finish' || chunk.type === 'error') {
      answer.last = chunk;
      continue;
    }
    answer.parts.push(chunk);
    if (chunk.type === 'text') answer.text += chunk.text;
    if (chunk.type === 'reasoning') answer.reasoning += chunk.text;
  }
  return answer;
}
