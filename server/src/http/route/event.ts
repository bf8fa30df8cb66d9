import { z } from 'zod';
import type { SessionEnds } from '../../account/session-ends.ts';
import type { Changes } from '../../bus/changes.ts';
import type { UserId } from '../../kit/id.ts';
import { STREAM_LIMITS } from '../../kit/limits.ts';
import { TOPICS, type Topic } from '../../store/watch-writes.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { openSse, type SseStream } from '../sse.ts';

/** What is written within this time is told at once: an answer that ends writes five things. */
const GATHER_MS = 50;

const changed = z
  .object({ topics: z.array(z.enum(TOPICS)).describe('What to read again, by the routes that list it.') })
  .meta({ description: 'event: change' });

/** What keeps every device of a person in step. */
export function eventRoutes({ changes, sessionEnds }: { changes: Changes; sessionEnds: SessionEnds }): Routes {
  return (server) => {
    const open = new Map<UserId, SseStream[]>();
    const add = (owner: UserId, sse: SseStream) => {
      const streams = [...(open.get(owner) ?? []), sse];
      if (streams.length > STREAM_LIMITS.changesPerUser) streams.shift()?.cut();
      open.set(owner, streams);
    };
    const remove = (owner: UserId, sse: SseStream) => {
      const streams = (open.get(owner) ?? []).filter((each) => each !== sse);
      if (streams.length > 0) open.set(owner, streams);
      else open.delete(owner);
    };
    // They end by themselves never, and the server waits for what is open.
    server.addHook('preClose', async () => {
      for (const streams of open.values()) for (const sse of streams) sse.end();
    });

    server.get(
      '/events',
      {
        config: { policy: 'user' },
        schema: {
          tags: ['chat'],
          summary: 'What changes of your things, as it changes',
          description:
            'Server-sent events without end: `ready`, then a `change` whenever something of yours was written, on any device, by voice or in the background. They are hints and are not ' +
            'kept: whoever connects reads what is shown anew. With several servers only what this one wrote is told at once, so look again now and then.',
          response: {
            200: {
              description: 'Changes as they happen',
              content: { 'text/event-stream': { schema: changed } },
            },
          },
        },
      },
      (request, reply) => {
        const { sessionId, userId } = viewerOf(request);
        const sse = openSse(reply);
        add(userId, sse);
        let gathered = new Set<Topic>();
        let timer: NodeJS.Timeout | undefined;
        const tell = () => {
          timer = undefined;
          sse.event('change', { topics: [...gathered] });
          gathered = new Set();
        };
        const unsubscribe = changes.subscribe(userId, (topics) => {
          for (const topic of topics) gathered.add(topic);
          timer ??= setTimeout(tell, GATHER_MS);
        });
        sse.onClose(sessionEnds.subscribe({ sessionId, userId }, () => sse.end()));
        sse.onClose(() => {
          remove(userId, sse);
          unsubscribe();
          clearTimeout(timer);
        });
        sse.event('ready', {});
      },
    );
  };
}
