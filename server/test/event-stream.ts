import type { z } from 'zod';
import { readFrames } from '../../client/src/read-frame.ts';
import type { answerErrorSchema, answerFinalSchema, answerMetaSchema } from '../src/chat/answer.ts';
import { must } from '../src/kit/must.ts';
import type { AnswerDetails } from '../src/run/answer-details.ts';

/** One event as it stood on the wire. `id` is undefined where the event had none. */
export type TestEvent =
  | { event: 'meta'; id: undefined; data: z.infer<typeof answerMetaSchema> }
  | { event: 'delta'; id: number | undefined; data: { text?: string; reasoning?: string; details?: AnswerDetails } }
  | { event: 'final'; id: undefined; data: z.infer<typeof answerFinalSchema> }
  | { event: 'error'; id: undefined; data: z.infer<typeof answerErrorSchema> };

type EventOf<Name extends TestEvent['event']> = Extract<TestEvent, { event: Name }>;

/** An answer being read: every event in its order, at the test's own pace. */
export interface TestStream {
  readonly response: Response;
  /** What was read so far. */
  readonly events: readonly TestEvent[];
  /** The texts of the deltas read so far, joined. */
  readonly text: string;
  /** The next event, or undefined once the server has closed or the connection has broken. */
  next(): Promise<TestEvent | undefined>;
  /** Reads on up to the next event of that name. @throws Error when the stream ends before */
  until<Name extends TestEvent['event']>(name: Name): Promise<EventOf<Name>>;
  /** Reads on until what is known beside the text is so. @throws Error when the stream ends before */
  untilDetails(isSo: (details: AnswerDetails) => boolean): Promise<AnswerDetails>;
  /** Reads on until the text has at least that many UTF-16 units. @throws Error when the stream ends before */
  untilLength(units: number): Promise<string>;
  /** Reads everything up to the end of the stream. */
  rest(): Promise<readonly TestEvent[]>;
  /** Goes away, as a closed tab does. */
  leave(): Promise<void>;
}

/** Reads the answer to a request for a stream. @throws Error when the answer is no stream */
export async function readStream(response: Response): Promise<TestStream> {
  if (!response.body || response.status !== 200) {
    throw new Error(`this is no stream: ${response.status} ${await response.text()}`);
  }
  const frames = readFrames(response.body, () => undefined);
  const events: TestEvent[] = [];
  let text = '';

  async function next(): Promise<TestEvent | undefined> {
    const frame = await frames.next().catch(() => ({ done: true, value: undefined }) as const);
    if (frame.done) return undefined;
    const { event, id, data } = frame.value;
    const read = { event, id: id === undefined ? undefined : Number(id), data: JSON.parse(data) } as TestEvent;
    events.push(read);
    if (read.event === 'delta') text += read.data.text ?? '';
    return read;
  }

  async function until(isIt: (event: TestEvent) => boolean, what: string): Promise<TestEvent> {
    for (let event = await next(); event; event = await next()) if (isIt(event)) return event;
    throw new Error(`the stream ended without ${what}; it said ${JSON.stringify(events).slice(0, 500)}`);
  }

  return {
    response,
    events,
    get text() {
      return text;
    },
    next,
    until: async <Name extends TestEvent['event']>(name: Name) =>
      (await until(({ event }) => event === name, name)) as EventOf<Name>,
    async untilDetails(isSo) {
      let found: AnswerDetails | undefined;
      await until((event) => {
        found = event.event === 'delta' ? event.data.details : undefined;
        return found !== undefined && isSo(found);
      }, 'these details');
      return must(found, 'the details');
    },
    async untilLength(units) {
      if (text.length < units) await until(() => text.length >= units, `${units} units of text`);
      return text;
    },
    async rest() {
      while (await next());
      return events;
    },
    leave: async () => void (await frames.return(undefined)),
  };
}
