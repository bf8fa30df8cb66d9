import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { type IdempotencyScope, idempotencyReader } from '../store/idempotency-reader.ts';
import { idempotencyWriter } from '../store/idempotency-writer.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { viewerOf } from './authentication.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Honours `Idempotency-Key` on a route that creates something: `job` runs in one transaction with the keeping of its answer, so however often and
 * at whatever moment the same request comes, there is one effect and everyone reads the first answer. Without the header `job` just runs.
 * A job that gives a refusal instead of throwing it keeps what it did (a count of attempts), and its key may come again.
 * @param answer the schema of what `job` gives
 * @param what what is asked for, where that is not the body as it was parsed
 * @throws AppError E1003 when the key came with another body before, E1000 when it is malformed, and the refusal that `job` gave
 */
export async function answerOnce<Answer>(
  parts: { store: Store; clock: Clock },
  request: FastifyRequest,
  answer: z.ZodType<Answer>,
  job: (tx: WriteHandle) => Promise<Answer | AppError>,
  what: unknown = request.body,
): Promise<Answer> {
  const result = await runOnce(parts, request, answer, job, what);
  if (result instanceof AppError) throw result;
  return result;
}

async function runOnce<Answer>(
  { store, clock }: { store: Store; clock: Clock },
  request: FastifyRequest,
  answer: z.ZodType<Answer>,
  job: (tx: WriteHandle) => Promise<Answer | AppError>,
  what: unknown,
): Promise<Answer | AppError> {
  const scope = scopeOf(request);
  if (!scope) return store.transact(job);
  // Validated bodies have their keys in the order of the schema, so equal ones have equal texts.
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([request.params, what]))
    .digest('hex');

  return store.transact(async (tx) => {
    if (await idempotencyWriter.claim(tx, scope, bodyHash, clock.now())) {
      const value = await job(tx);
      if (value instanceof AppError) await idempotencyWriter.release(tx, scope);
      else await idempotencyWriter.keep(tx, scope, JSON.stringify(value));
      return value;
    }
    const first = await idempotencyReader.find(tx, scope);
    if (first?.body_hash !== bodyHash || first.response === null) {
      throw new AppError('E1003', 'This Idempotency-Key came with another request before. Use a new one.');
    }
    return answer.parse(JSON.parse(first.response));
  });
}

/** Lets a request with this one's `Idempotency-Key` do its work anew, because what followed the work failed. */
export async function forgetAnswer({ store }: { store: Store }, request: FastifyRequest): Promise<void> {
  const scope = scopeOf(request);
  if (scope) await store.transact((tx) => idempotencyWriter.release(tx, scope));
}

function scopeOf(request: FastifyRequest): IdempotencyScope | undefined {
  const key = idempotencyKeyOf(request);
  const route = `${request.method} ${request.routeOptions.url}`;
  return key === undefined ? undefined : { user_id: viewerOf(request).userId, route, key };
}

/** The request's `Idempotency-Key`, if it has one. @throws AppError E1000 when it is malformed */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && KEY.test(key))) return key;
  throw new AppError('E1000', 'The Idempotency-Key cannot be read.');
}
