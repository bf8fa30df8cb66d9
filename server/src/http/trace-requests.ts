import type { TracedRequest, Tracing } from '../admin/create-tracing.ts';
import type { HttpServer } from './http-server.ts';

/** Traces every request, and what is done for it as its parts. */
export function traceRequests(server: HttpServer, tracing: Pick<Tracing, 'beginRequest'>): void {
  const traced = new WeakMap<object, TracedRequest>();
  server.addHook('onRequest', (request, _reply, done) => {
    const span = tracing.beginRequest(request.headers);
    traced.set(request, span);
    span.run(done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    // The pattern, never the address: a path can hold a webhook token, a query what a person searched for.
    traced.get(request)?.end(request.method, request.routeOptions.url ?? 'none', reply.statusCode);
    done();
  });
}
