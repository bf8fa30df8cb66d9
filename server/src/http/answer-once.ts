import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { idempotencyReader } from '../store/idempotency-reader.ts';
import { idempotencyWriter } from '../store/idempotency-writer.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { viewerOf } from './authentication.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Honours `Idempotency-Key` on a route that creates something: `job` runs in one transaction with the keeping of its answer, so however often and
 * at whatever moment the same request comes, there is one effect and everyone reads the first answer. Without the header `job` just runs.
 * @param answer the schema of what `job` gives
 * @throws AppError E1003 when the key came with another body before, E1000 when it is malformed
 */
export async function answerOnce<Answer>(
  { store, clock }: { store: Store; clock: Clock },
  request: FastifyRequest,
  answer: z.ZodType<Answer>,
  job: (tx: WriteHandle) => Promise<Answer>,
): Promise<Answer> {
  const key = idempotencyKeyOf(request);
  if (key === undefined) return store.transact(job);
  const route = `${request.method} ${request.routeOptions.url}`;
  const scope = { user_id: viewerOf(request).userId, route, key };
  // Validated bodies have their keys in the order of the schema, so equal ones have equal texts.
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([request.params, request.body]))
    .digest('hex');

  return store.transact(async (tx) => {
    if (await idempotencyWriter.claim(tx, scope, bodyHash, clock.now())) {
      const value = await job(tx);
      await idempotencyWriter.keep(tx, scope, JSON.stringify(value));
      return value;
    }
    const first = await idempotencyReader.find(tx, scope);
    if (first?.body_hash !== bodyHash || first.response === null) {
      throw new AppError('E1003', 'This Idempotency-Key came with another request before. Use a new one.');
    }
    return answer.parse(JSON.parse(first.response));
  });
}

/** The request's `Idempotency-Key`, if it has one. @throws AppError E1000 when it is malformed */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && KEY.test(key))) return key;
  throw new AppError('E1000', 'The Idempotency-Key cannot be read.');
}
