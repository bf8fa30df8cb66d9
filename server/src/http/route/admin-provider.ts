import { z } from 'zod';
import { addProvider } from '../../admin/add-provider.ts';
import { changeProvider, getProviderRow } from '../../admin/change-provider.ts';
import { deleteProvider } from '../../admin/delete-provider.ts';
import { listProviders } from '../../admin/list-providers.ts';
import { adminProviderSchema, toAdminProvider } from '../../admin/provider.ts';
import { newProviderSchema, providerChangeSchema } from '../../admin/provider-form.ts';
import type { Clock } from '../../kit/clock.ts';
import type { SecretBox } from '../../kit/secret-box.ts';
import type { Registry } from '../../provider/registry.ts';
import type { Store } from '../../store/open.ts';
import { actOf } from '../act-of.ts';
import { answerOnce } from '../answer-once.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';

const tags = ['admin'];
const ok = z.object({ ok: z.literal(true) });
const params = z.object({ id: nameSchema(100) });
const one = ok.extend({ provider: adminProviderSchema });

interface AdminProviderParts {
  store: Store;
  clock: Clock;
  box: SecretBox;
  registry: Pick<Registry, 'reload' | 'watch' | 'environment'>;
}

/** Providers that admins make, change and delete while the server runs. */
export function adminProviderRoutes({ store, clock, box, registry }: AdminProviderParts): Routes {
  async function show(id: string) {
    await registry.reload();
    return toAdminProvider(await getProviderRow(store.read, id), registry);
  }

  return (server) => {
    server.get(
      '/admin/providers',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Every provider, with how it did in the last hour',
          response: { 200: ok.extend({ providers: z.array(adminProviderSchema) }) },
        },
      },
      async () => {
        await registry.reload();
        return { ok: true as const, providers: await listProviders(store.read, registry) };
      },
    );

    server.post(
      '/admin/providers',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Make a provider; people can choose it at once',
          body: newProviderSchema,
          response: { 200: one },
        },
      },
      async (request) => {
        const { id } = await answerOnce({ store, clock }, request, z.object({ id: z.string() }), async (tx) => ({
          id: await addProvider(tx, box, actOf(request), request.body, clock.now()),
        }));
        return { ok: true as const, provider: await show(id) };
      },
    );

    server.patch(
      '/admin/providers/:id',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Change a provider, or switch it off',
          description:
            'What is left out stays. Answers that it is writing go on as they began. A key belongs to the host it was given for: with a ' +
            '`base_url` elsewhere, and no new `api_key`, it is taken away.',
          params,
          body: providerChangeSchema,
          response: { 200: one.extend({ key_removed: z.boolean().describe('Whether a key was taken away.') }) },
        },
      },
      async (request) => {
        const { id } = request.params;
        const { keyRemoved } = await store.transact((tx) =>
          changeProvider(tx, box, actOf(request), id, request.body, clock.now()),
        );
        return { ok: true as const, provider: await show(id), key_removed: keyRemoved };
      },
    );

    server.delete(
      '/admin/providers/:id',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Delete a provider with its key; answers that it is writing go on to their end',
          params,
          response: { 200: ok },
        },
      },
      async (request) => {
        await store.transact((tx) => deleteProvider(tx, actOf(request), request.params.id, clock.now()));
        await registry.reload();
        return { ok: true as const };
      },
    );
  };
}
