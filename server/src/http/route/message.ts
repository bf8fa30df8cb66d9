import { z } from 'zod';
import { messageSchema, toMessage } from '../../chat/message.ts';
import { pinMessage } from '../../chat/pin-message.ts';
import type { Clock } from '../../kit/clock.ts';
import type { MessageId } from '../../kit/id.ts';
import { messageReader } from '../../store/message-reader.ts';
import type { Store } from '../../store/open.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';

/** Single messages. Their texts never change. */
export function messageRoutes({ store, clock }: { store: Store; clock: Clock }): Routes {
  return (server) => {
    server.patch(
      '/messages/:id',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags: ['conversations'],
          summary: 'Pin a message, so that it is sent along even where older messages no longer fit, or let it go',
          params: z.object({ id: nameSchema(100) }),
          body: z.strictObject({ pinned: z.boolean() }),
          response: { 200: z.object({ ok: z.literal(true), message: messageSchema }) },
        },
      },
      async (request) => {
        const viewer = viewerOf(request).userId;
        const id = request.params.id as MessageId;
        const row = await store.transact((tx) => pinMessage(tx, viewer, id, request.body.pinned, clock.now()));
        const siblings = await messageReader.listSiblings(store.read, viewer, row);
        return { ok: true as const, message: toMessage(row, siblings, null) };
      },
    );
  };
}
