import type { IncomingHttpHeaders } from 'node:http';
import type { Context, Span } from '@opentelemetry/api';
import type { OutboxHandler } from '../job/outbox-worker.ts';
import type { RunObserver } from '../run/run-observer.ts';
import type { Store } from '../store/open.ts';

/** Where traces go and under which name. */
export interface TracingSettings {
  /** The base address of an OTLP receiver; the traces go to `/v1/traces` below it. */
  endpoint: string;
  serviceName: string;
  version: string;
}

/** A request that is being traced. */
export interface TracedRequest {
  /** Runs what follows as a part of it. */
  run(act: () => void): void;
  /** @param route the pattern, never the address */
  end(method: string, route: string, status: number): void;
}

/**
 * Tells an OpenTelemetry collector how long requests, transactions, answers and queued effects took and which belongs to which. What people write
 * and what models answer is never told.
 */
export interface Tracing {
  /** @param headers may name the trace that the request belongs to (W3C `traceparent`) */
  beginRequest(headers: IncomingHttpHeaders): TracedRequest;
  traceStore(store: Store): Store;
  traceHandlers(handlers: ReadonlyMap<string, OutboxHandler>): Map<string, OutboxHandler>;
  observeRun: RunObserver;
  /** Sends what is left, for a bounded time. */
  close(): Promise<void>;
}

/** What the receiver gets at the end may take this long. */
const FLUSH_MS = 3_000;

/** Loads OpenTelemetry, which takes 0.4 s and 20 MB that nobody without a collector should pay. */
export async function createTracing({ endpoint, serviceName, version }: TracingSettings): Promise<Tracing> {
  const [api, sdk, otlp, resources, hooks, core] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
  ]);
  const { SpanKind, SpanStatusCode, context, trace } = api;
  context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager().enable());
  const propagator = new core.W3CTraceContextPropagator();
  const exporter = new otlp.OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.AlwaysOnSampler() }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('omniai', version);

  /** Runs a job in a span of its own below whatever is being traced. */
  async function within<T>(name: string, attributes: Record<string, string>, job: () => Promise<T>): Promise<T> {
    const span = tracer.startSpan(name, { attributes });
    try {
      return await context.with(trace.setSpan(context.active(), span), job);
    } catch (error) {
      fail(span, error instanceof Error ? error.name : 'Error');
      throw error;
    } finally {
      span.end();
    }
  }

  function fail(span: Span, type: string): void {
    span.setAttribute('error.type', type);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }

  return {
    beginRequest(headers) {
      const parent: Context = propagator.extract(api.ROOT_CONTEXT, headers, api.defaultTextMapGetter);
      const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, parent);
      return {
        run: (act) => context.with(trace.setSpan(parent, span), act),
        end(method, route, status) {
          span.updateName(`${method} ${route}`);
          span.setAttributes({
            'http.request.method': method,
            'http.route': route,
            'http.response.status_code': status,
          });
          if (status >= 500) fail(span, String(status));
          span.end();
        },
      };
    },
    traceStore: (store) => ({
      ...store,
      transact: (job) => within('transaction', { 'db.system.name': nameOf(store) }, () => store.transact(job)),
    }),
    traceHandlers: (handlers) =>
      new Map(
        [...handlers].map(([kind, handler]) => [kind, (row) => within(`outbox ${kind}`, {}, () => handler(row))]),
      ),
    observeRun({ identity, outcome, firstTokenMs, elapsedMs }) {
      const endMs = Date.now();
      // It was begun by the request that asked, so it stands below that one although it ends long after.
      const span = tracer.startSpan(`chat ${identity.model}`, {
        kind: SpanKind.CLIENT,
        startTime: endMs - elapsedMs,
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.provider.name': identity.provider,
          'gen_ai.request.model': identity.model,
          'omniai.source': identity.source,
          'omniai.status': outcome.status,
        },
      });
      if (firstTokenMs !== null) span.addEvent('first token', endMs - elapsedMs + firstTokenMs);
      if ('finish_reason' in outcome) span.setAttribute('gen_ai.response.finish_reasons', [outcome.finish_reason]);
      if ('usage' in outcome) {
        const { prompt_tokens: input, completion_tokens: output } = outcome.usage;
        if (input !== null) span.setAttribute('gen_ai.usage.input_tokens', input);
        if (output !== null) span.setAttribute('gen_ai.usage.output_tokens', output);
      }
      if (outcome.status === 'failed') fail(span, outcome.error.code);
      span.end(endMs);
    },
    async close() {
      // A collector that is away must not keep the server from stopping.
      await Promise.race([
        provider.shutdown().catch(() => undefined),
        new Promise((resolve) => setTimeout(resolve, FLUSH_MS).unref()),
      ]);
      context.disable();
    },
  };
}

function nameOf({ dialect }: Store): string {
  return dialect === 'postgres' ? 'postgresql' : dialect;
}
