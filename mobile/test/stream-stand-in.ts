import type { Message } from '@omniai/client';

/** An answer that comes piece by piece, as the test says. */
export interface StreamStandIn {
  response: Response;
  emit(text: string): void;
  end(message: Message): void;
}

const META = {
  ...{ stream_id: 's1', conversation_id: 'c1', user_message_id: 'u1', message_id: 'a1' },
  ...{ provider: 'local', model: 'small' },
};

/** @param meta what differs from the first answer of conversation `c1` */
export function startStream(meta: Partial<typeof META> = {}): StreamStandIn {
  const encoder = new TextEncoder();
  let length = 0;
  let say: (event: string, data: object, id?: number) => void = () => undefined;
  let close: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      say = (event, data, id) =>
        controller.enqueue(
          encoder.encode(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`),
        );
      close = () => controller.close();
      say('meta', { ...META, ...meta });
    },
  });
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    emit(text) {
      length += text.length;
      say('delta', { text }, length);
    },
    end(message) {
      say('final', { message, finish_reason: 'stop', usage: null, elapsed_ms: 1_200 });
      close();
    },
  };
}
