import fastifyCookie from '@fastify/cookie';
import { type FastifyBaseLogger, fastify, LogController } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Authenticate } from '../account/viewer.ts';
import type { Tracing } from '../admin/create-tracing.ts';
import type { Config } from '../config.ts';
import { HTTP_LIMITS } from '../kit/limits.ts';
import type { Log } from '../log.ts';
import { acceptJson } from './accept-json.ts';
import { installAnswerHeaders, putAnswerHeaders } from './answer-headers.ts';
import { installAuthentication } from './authentication.ts';
import { installBodyTimeout } from './body-timeout.ts';
import { installCors } from './cors.ts';
import type { Csrf } from './csrf.ts';
import { answerBrokenRequest, answerError, installErrorAnswers } from './error-answer.ts';
import type { HttpServer, Phase, Routes } from './http-server.ts';
import { installOpenapi } from './openapi.ts';
import { installPhaseGate } from './phase-gate.ts';
import { installPolicyCheck } from './policy.ts';
import { installRateLimits } from './rate-limit.ts';
import { acceptRequestId } from './request-id.ts';
import { installRequestLog } from './request-log.ts';
import { traceRequests } from './trace-requests.ts';

export interface HttpServerParts {
  config: Config['http'];
  log: Log;
  authenticate: Authenticate;
  csrf: Csrf;
  phase: () => Phase;
  /** Where a collector of traces is set. */
  tracing?: Pick<Tracing, 'beginRequest'> | undefined;
  routes: readonly Routes[];
}

/** In place of the factory of a compiler that is set at once: Fastify would load its own, which take half as long as the rest of it. */
function setBelow(): never {
  throw new Error('the compilers of schemas are set');
}

/**
 * Builds the server with everything every route shares; nothing listens yet.
 * @throws Error when a route does not declare `config.policy`
 */
export async function createHttpServer(parts: HttpServerParts): Promise<HttpServer> {
  const { config, log } = parts;
  const server: HttpServer = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    genReqId: acceptRequestId,
    frameworkErrors: (error, request, reply) => {
      putAnswerHeaders(request, reply);
      answerError(error, request, reply);
    },
    clientErrorHandler: answerBrokenRequest,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    bodyLimit: HTTP_LIMITS.bodyBytes,
    requestTimeout: HTTP_LIMITS.requestTimeoutMs,
    keepAliveTimeout: HTTP_LIMITS.keepAliveTimeoutMs,
    http: { headersTimeout: HTTP_LIMITS.headersTimeoutMs, maxHeaderSize: HTTP_LIMITS.headerBytes },
    routerOptions: { maxParamLength: HTTP_LIMITS.pathParameterLength },
    schemaController: { compilersFactory: { buildValidator: setBelow, buildSerializer: setBelow } },
  }).withTypeProvider<ZodTypeProvider>();

  server.setValidatorCompiler(validatorCompiler);
  // What a route answers is checked by the compiler against its schema; checking it again for every request doubled the cost of a page of messages.
  server.setSerializerCompiler(() => (data) => JSON.stringify(data));

  if (parts.tracing) traceRequests(server, parts.tracing);
  acceptJson(server);
  installErrorAnswers(server);
  installBodyTimeout(server);
  installRequestLog(server);
  installAnswerHeaders(server);
  // Before whatever may refuse: a page of another origin can read a refusal only with these headers.
  await installCors(server, config.corsOrigins);
  installPhaseGate(server, parts.phase);
  await server.register(fastifyCookie);
  installAuthentication(server, parts.authenticate, parts.csrf);
  installPolicyCheck(server);
  await installRateLimits(server);
  await installOpenapi(server);
  for (const routes of parts.routes) await routes(server);
  return server;
}
