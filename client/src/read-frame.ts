import { createParser, type EventSourceMessage } from 'eventsource-parser';

/**
 * The server-sent frames of an answer's body, in order, until it ends. Comments (the server's pings) are not frames.
 * @param onActivity called for every piece of bytes, pings included.
 * @throws whatever the body throws when its connection breaks.
 */
export async function* readFrames(
  body: ReadableStream<Uint8Array>,
  onActivity: () => void,
): AsyncGenerator<EventSourceMessage> {
  let frames: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (frame) => frames.push(frame) });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onActivity();
      parser.feed(decoder.decode(value, { stream: true }));
      const ready = frames;
      frames = [];
      yield* ready;
    }
  } finally {
    // A reader that stops early closes its connection; a body that already failed has nothing left to close.
    await reader.cancel().catch(() => undefined);
  }
}
