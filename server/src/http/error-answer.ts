import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, type ZodFastifySchemaValidationError } from 'fastify-type-provider-zod';
import { AppError, ERROR_CATALOGUE, type ErrorBody, toErrorBody } from '../errors.ts';
import { createId } from '../kit/id.ts';
import type { HttpServer } from './http-server.ts';

/** Answers every failure in the one shape of API.md. */
export function installErrorAnswers(server: HttpServer): void {
  server.setErrorHandler(answerError);
  server.setNotFoundHandler((request, reply) => answerError(new AppError('E1002'), request, reply));
}

/**
 * Answers a request with what went wrong, and logs what is our fault.
 * @param toShape for routes whose clients expect another form than ours
 */
export function answerError(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  toShape: (body: ErrorBody, status: number) => object = (body) => body,
): void {
  const error = toAppError(thrown);
  const { status, body } = toErrorBody(error, request.id);
  const { code, retry_after_s: retryAfterS } = body.error;
  if (status >= 500) {
    const fields = { err: error, code, user_id: request.viewer?.userId, route: request.routeOptions.url };
    if (code === 'E5000') request.log.error(fields, 'a bug');
    else request.log.warn(fields, 'trouble');
  }
  if (retryAfterS !== undefined) reply.header('retry-after', retryAfterS);
  reply.code(status).type('application/json; charset=utf-8').send(toShape(body, status));
}

/** Answers bytes that are no HTTP, after which the connection is of no more use. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const isTooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const known = isTooLarge ? new AppError('E1004') : new AppError('E1000', 'The request could not be read.');
  const { status, body } = toErrorBody(known, createId());
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${isTooLarge ? 'Payload Too Large' : 'Bad Request'}`,
    `X-Request-ID: ${body.error.request_id}`,
    'Content-Type: application/json; charset=utf-8',
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}

/** What Fastify itself refuses, in our codes. What remains unknown is a bug. */
function toAppError(error: unknown): unknown {
  if (error instanceof AppError || !isFastifyError(error)) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new AppError('E1001', undefined, { details: toDetails(error.validation, error.validationContext) });
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError('E1004');
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new AppError('E1005');
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500 ? new AppError('E1000', ERROR_CATALOGUE.E1000.message, { cause: error }) : error;
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && ('statusCode' in error || 'validation' in error);
}

/** Which fields do not fit and why; the values stay out, one may be a password. */
function toDetails(failures: readonly ZodFastifySchemaValidationError[], part: string | undefined): object[] {
  return failures.map(({ instancePath, message }) => ({
    field: [part, ...instancePath.split('/').filter((name) => name !== '')].join('.'),
    message: message ?? 'does not fit',
  }));
}
