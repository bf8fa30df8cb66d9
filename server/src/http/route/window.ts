import { z } from 'zod';
import { activateWindow } from '../../context/activate-window.ts';
import { listWindows, windowSchema } from '../../context/list-windows.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Store } from '../../store/open.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { slotSchema } from '../slot-schema.ts';

const tags = ['context'];

/** The five windows, and which one is active. */
export function windowRoutes({ store, clock }: { store: Store; clock: Clock }): Routes {
  return (server) => {
    server.get(
      '/windows',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'The five windows, each with its conversation, if it has one',
          response: {
            200: z.object({ ok: z.literal(true), active_slot: z.number().int(), windows: z.array(windowSchema) }),
          },
        },
      },
      async (request) => {
        const windows = await listWindows(store.read, viewerOf(request).userId);
        return { ok: true as const, active_slot: windows.find(({ active }) => active)?.slot ?? 1, windows };
      },
    );

    server.post(
      '/windows/activate',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Go to a window: what you say to your wearable goes into its conversation',
          body: z.strictObject({ slot: slotSchema }),
          response: { 200: z.object({ ok: z.literal(true), active_slot: z.number().int() }) },
        },
      },
      async (request) => {
        const { slot } = request.body;
        await store.transact((tx) => activateWindow(tx, viewerOf(request).userId, slot, clock.now()));
        return { ok: true as const, active_slot: slot };
      },
    );
  };
}
