import { z } from 'zod';
import type { Registry } from '../../provider/registry.ts';
import type { Routes } from '../http-server.ts';

const tags = ['providers'];

const description = z.object({
  id: z.string(),
  name: z.string(),
  is_model: z.boolean().describe('False for the guide, which answers from the documentation.'),
  status: z.enum(['up', 'down', 'unknown']),
  is_expected: z
    .boolean()
    .describe(
      'False for one that nobody set up and that was never found on this machine: no trouble, and not to choose.',
    ),
  message: z.string().nullable().describe('What is wrong, and what to do about it.'),
  checked_at: z.iso.datetime().nullable(),
  can_search_web: z.boolean().describe('Whether it searches the web by itself where an answer may.'),
});
const model = z.object({
  id: z.string(),
  name: z.string(),
  context_length: z
    .number()
    .int()
    .nullable()
    .describe('Tokens, as the model is loaded now; null when the provider does not say.'),
  takes_images: z.boolean().optional().describe('Whether it sees pictures; absent when the provider does not say.'),
  takes_tools: z.boolean().optional().describe('Whether it uses tools; absent when the provider does not say.'),
});

/** Which providers and models there are. Answers come from a cache: no provider is waited for. */
export function providerRoutes(registry: Registry): Routes {
  return (server) => {
    server.get(
      '/providers',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'The configured providers, their health, and what answers by default',
          response: {
            200: z.object({
              ok: z.literal(true),
              providers: z.array(description),
              default: z.object({ provider: z.string(), model: z.string() }).nullable(),
            }),
          },
        },
      },
      async () => {
        const providers = registry.list();
        // While one has not been asked yet the choice would wait for it; the page asks again soon enough.
        const isKnown = providers.every(({ status }) => status !== 'unknown');
        const choice = isKnown ? await registry.defaultChoice().catch(() => null) : null;
        return {
          ok: true as const,
          providers,
          default: choice && { provider: choice.provider.id, model: choice.model.id },
        };
      },
    );
    server.get(
      '/providers/:id/models',
      {
        config: { policy: 'user', isChat: true },
        schema: {
          tags,
          summary: 'The models of a provider',
          params: z.object({ id: z.string().max(100) }),
          response: { 200: z.object({ ok: z.literal(true), models: z.array(model) }) },
        },
      },
      async (request) => ({ ok: true as const, models: [...registry.listModels(request.params.id)] }),
    );
  };
}
