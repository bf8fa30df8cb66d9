import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Act } from '../../admin/act.ts';
import { toProviderRow } from '../../admin/add-provider.ts';
import { auditAct } from '../../admin/audit-act.ts';
import { walkProvider } from '../../admin/check-provider.ts';
import { type StepResult, stepResultSchema } from '../../admin/doctor/step.ts';
import { findProviderEntry } from '../../admin/find-provider-entry.ts';
import { newProviderSchema } from '../../admin/provider-form.ts';
import type { Clock } from '../../kit/clock.ts';
import type { SecretBox } from '../../kit/secret-box.ts';
import type { ProviderEntry } from '../../provider/registered.ts';
import type { Registry } from '../../provider/registry.ts';
import type { StoredProviders } from '../../provider/stored-providers.ts';
import type { Store } from '../../store/open.ts';
import { actOf } from '../act-of.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';

const answer = z.object({ ok: z.literal(true), healthy: z.boolean(), steps: z.array(stepResultSchema) });
const description =
  'Its name, port, certificate, models, a tiny answer and the context its model is loaded with. ' +
  'Who accepts `application/x-ndjson` gets each step as it ends, one a line.';
const response = {
  200: {
    description: 'What was found',
    content: {
      'application/json': { schema: answer },
      'application/x-ndjson': { schema: z.unknown().meta({ type: 'string' }) },
    },
  },
};

interface ProviderCheckParts {
  registry: Pick<Registry, 'environment'>;
  stored: Pick<StoredProviders, 'open'>;
  store: Store;
  clock: Clock;
  box: SecretBox;
}

/** Why a provider does not answer, for admins. */
export function adminProviderCheckRoutes(parts: ProviderCheckParts): Routes {
  const { store, clock, box, stored } = parts;

  async function* walk(act: Act, entry: ProviderEntry, id: string | null): AsyncGenerator<StepResult> {
    let healthy = true;
    for await (const step of walkProvider(entry)) {
      if (step.status === 'fail') healthy = false;
      yield step;
    }
    const target = id === null ? null : { type: 'provider', id };
    const said = { action: 'provider.check', target, details: { healthy } };
    await store.transact((tx) => auditAct(tx, act, said, clock.now()));
  }

  async function check(request: FastifyRequest, reply: FastifyReply, entry: ProviderEntry, id: string | null) {
    const found = walk(actOf(request), entry, id);
    if (request.headers.accept === 'application/x-ndjson') {
      return reply
        .type('application/x-ndjson')
        .header('x-accel-buffering', 'no')
        .send(Readable.from(toLines(found)));
    }
    const steps: StepResult[] = [];
    for await (const step of found) steps.push(step);
    return reply.send({ ok: true as const, healthy: steps.every(({ status }) => status !== 'fail'), steps });
  }

  return (server) => {
    server.post(
      '/admin/providers/check',
      {
        config: { policy: 'admin' },
        schema: {
          tags: ['admin'],
          summary: 'Look for what would be wrong with a provider, before it is made',
          description,
          body: newProviderSchema,
          response,
        },
      },
      async (request, reply) => {
        const draft = stored.open(toProviderRow('draft', box, request.body, clock.now()));
        return check(request, reply, draft, null);
      },
    );
    server.post(
      '/admin/providers/:id/check',
      {
        config: { policy: 'admin' },
        schema: {
          tags: ['admin'],
          summary: 'Look for what is wrong with a provider, step by step, each with its remedy',
          description,
          params: z.object({ id: nameSchema(100) }),
          response,
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        return check(request, reply, await findProviderEntry(store.read, parts, id), id);
      },
    );
  };
}

async function* toLines(steps: AsyncIterable<StepResult>): AsyncGenerator<string> {
  for await (const step of steps) yield `${JSON.stringify(step)}\n`;
}
