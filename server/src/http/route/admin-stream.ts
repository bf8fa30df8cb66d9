import { z } from 'zod';
import { cancelStream } from '../../admin/cancel-stream.ts';
import { listStreams } from '../../admin/list-streams.ts';
import { adminStreamSchema } from '../../admin/stream.ts';
import { messageSchema } from '../../chat/message.ts';
import type { ChatParts } from '../../chat/send-message.ts';
import type { RunId } from '../../kit/id.ts';
import { actOf } from '../act-of.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { pageQuery } from '../page-query.ts';

const tags = ['admin'];
const ok = z.object({ ok: z.literal(true) });

/** Running answers of everybody, for admins. */
export function adminStreamRoutes(parts: Pick<ChatParts, 'store' | 'runs' | 'clock'>): Routes {
  return (server) => {
    server.get(
      '/admin/streams',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Answers that are being written, newest first, without their text',
          querystring: pageQuery,
          response: { 200: ok.extend({ items: z.array(adminStreamSchema), nextCursor: z.string().optional() }) },
        },
      },
      async (request) => ({ ok: true as const, ...(await listStreams(parts, actOf(request), request.query)) }),
    );
    server.post(
      '/admin/streams/:id/cancel',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Stop somebody’s answer; what was written is theirs',
          params: z.object({ id: nameSchema(100) }),
          response: { 200: ok.extend({ status: messageSchema.shape.status }) },
        },
      },
      async (request) => ({
        ok: true as const,
        status: await cancelStream(parts, actOf(request), request.params.id as RunId),
      }),
    );
  };
}
