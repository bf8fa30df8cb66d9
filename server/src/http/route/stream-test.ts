import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Routes } from '../http-server.ts';
import { openSse } from '../sse.ts';

const TICKS = 4;
const TICK_MS = 250;

const tick = z.object({ tick: z.int() });

/** A short stream of events with nothing in it, by which it is found out whether something on the way holds events back. */
export function streamTestRoutes(): Routes {
  return (server) => {
    server.get(
      '/health/stream',
      {
        config: { policy: 'public' },
        schema: {
          tags: ['utility'],
          summary: 'Four events, a quarter of a second apart: they arrive together where a proxy holds them back',
          response: {
            200: { description: 'Events of the name `tick`', content: { 'text/event-stream': { schema: tick } } },
          },
        },
      },
      async (_request, reply) => {
        const sse = openSse(reply);
        let isClosed = false;
        sse.onClose(() => {
          isClosed = true;
        });
        for (let count = 1; count <= TICKS && !isClosed; count += 1) {
          sse.event('tick', { tick: count });
          await sleep(TICK_MS);
        }
        sse.end();
        return reply;
      },
    );
  };
}
