import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';

/** Fastify, with routes typed by their zod schemas. */
export type HttpServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** The routes of one resource: a function that adds them, already holding the parts they call. */
export type Routes = (server: HttpServer) => void | Promise<void>;

/** Where the process is in its life; only `ready` takes requests other than those about its health. */
export type Phase = 'starting' | 'ready' | 'draining';
