import { expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

it('gives whole lines, wherever the stream was cut', async () => {
  const bytes = new TextEncoder().encode('äh\nb\n\nend');
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const lines: string[] = [];
  for await (const line of readLines(stream)) lines.push(line);
  expect(lines).toEqual(['äh', 'b', '', 'end']);
});
