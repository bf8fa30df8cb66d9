import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ErrorBody } from '../../errors.ts';
import { answerError } from '../error-answer.ts';

/** The shape in which programs of OpenAI's expect what went wrong. */
export interface OpenAiError {
  error: { message: string; type: string; param: string | null; code: string };
}

const fieldError = z.object({ field: z.string(), message: z.string() });

/** Answers a failure as OpenAI would, with our code. */
export function answerOpenAiError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  answerError(thrown, request, reply, toOpenAiError);
}

/** @param status of HTTP */
export function toOpenAiError({ error }: ErrorBody, status: number): OpenAiError {
  const wrong = fieldError.safeParse(error.details?.[0]).data;
  const param = wrong?.field.replace(/^body\./, '') ?? null;
  const message = wrong ? `${param} ${wrong.message}` : error.message;
  return { error: { message, type: typeOf(status), param, code: error.code } };
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
