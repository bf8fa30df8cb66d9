import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, type ZodFastifySchemaValidationError } from 'fastify-type-provider-zod';
import { AppError, toErrorBody } from '../errors.ts';
import type { HttpServer } from './create-http-server.ts';

/** Answers every failure in the one shape of API.md, and logs those that are ours. */
export function installErrorAnswers(server: HttpServer): void {
  server.setErrorHandler((error: FastifyError, request, reply) => answerError(toAppError(error), request, reply));
  server.setNotFoundHandler((request, reply) => answerError(new AppError('E1002'), request, reply));
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, body } = toErrorBody(error, request.id);
  if (body.error.code === 'E5000') request.log.error({ err: error, route: request.routeOptions.url ?? 'none' }, 'bug');
  else if (status >= 500) request.log.warn({ err: error, code: body.error.code }, 'trouble');
  if (body.error.retry_after_s !== undefined) reply.header('retry-after', body.error.retry_after_s);
  return reply.code(status).send(body);
}

/** What Fastify itself refuses, in our codes. What remains unknown is a bug. */
function toAppError(error: FastifyError): unknown {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error))
    return new AppError('E1001', undefined, { details: toDetails(error.validation, error.validationContext) });
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AppError('E1004');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new AppError('E1005');
    default:
      return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
        ? new AppError('E1000', undefined, { cause: error })
        : error;
  }
}

/** Which fields do not fit and why; the values stay out, one may be a password. */
function toDetails(failures: readonly ZodFastifySchemaValidationError[], part: string | undefined): object[] {
  return failures.map(({ instancePath, message }) => ({
    field: [part, ...instancePath.split('/').filter((name) => name !== '')].join('.'),
    message: message ?? 'does not fit',
  }));
}
