import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore } from '../../test/database.ts';
import { toPersonContext } from '../context/preference.ts';
import type { ToolServerId } from '../kit/id.ts';
import { createSecretBox } from '../kit/secret-box.ts';
import type { BaseProvider, Model } from '../provider/spec.ts';
import type { AnswerOptions } from '../run/answer-options.ts';
import type { Store } from '../store/open.ts';
import { toolServerWriter } from '../store/tool-server-writer.ts';
import { toolLimits } from '../tool/limits.ts';
import { createToolBox } from '../tool/tool-box.ts';
import { offerTools } from './offer-tools.ts';

const provider: BaseProvider = {
  id: 'p',
  name: 'P',
  is_model: true,
  async *chat_stream() {
    yield { type: 'text', text: 'hello' };
  },
  list_models: async () => [],
  health: async () => ({ status: 'up', message: null }),
};
const model: Model = { id: 'm', name: 'M', context_length: null };

describe('what an answer is offered', () => {
  let store: Store & AsyncDisposable;
  beforeAll(async () => {
    store = await openTestStore('sqlite');
    const listed = ['read', 'write'].map((name) => ({
      name,
      description: 'd'.repeat(900),
      parameters: { type: 'object' },
      says_read_only: false,
    }));
    const id = 'notes' as ToolServerId;
    const row = { id, name: 'notes', url: 'http://127.0.0.1:9/mcp', sealed_headers: null, is_private_allowed: 1 };
    const times = { created_at: 1, updated_at: 1 };
    await store.transact(async (tx) => {
      await toolServerWriter.insert(tx, { ...row, is_enabled: 1, ...times });
      await toolServerWriter.insert(tx, { ...row, id: 'off' as ToolServerId, name: 'off', is_enabled: 0, ...times });
      const allowed_tools = JSON.stringify([
        { name: 'read', is_write: false },
        { name: 'write', is_write: true },
        { name: 'gone', is_write: false },
      ]);
      const tools = JSON.stringify(listed);
      await toolServerWriter.update(tx, {
        ...row,
        is_enabled: 1,
        ...times,
        tools,
        allowed_tools,
        checked_at: 1,
        error: null,
      });
    });
  });
  afterAll(() => store[Symbol.asyncDispose]());

  const offer = async (
    options: AnswerOptions,
    {
      source = 'web' as 'web' | 'omi_transcript',
      vendor = {},
      of = {},
      searxngUrl = 'http://127.0.0.1:9' as string | null,
    } = {},
  ) => {
    const toolBox = createToolBox({ box: createSecretBox('s'), limits: toolLimits, searxngUrl });
    const [asked, answering] = [
      { ...provider, ...vendor },
      { ...model, ...of },
    ];
    const choice = { provider: asked, model: answering, candidates: [] };
    const question = { options, source, person: toPersonContext(undefined) };
    const { offered, tokens, kit } = await offerTools(store.read, toolBox, choice, question);
    expect(kit?.tools.map(({ tool }) => tool)).toEqual(offered.tools);
    return { ...offered, tools: offered.tools?.map(({ name }) => name), tokens };
  };

  it('is what its person switched on, and is counted', async () => {
    expect(await offer({})).toEqual({ tools: undefined, tokens: 0 });
    expect(await offer({ tools: ['off', 'unknown'] })).toEqual({ tools: undefined, tokens: 0 });
    const { tools, tokens } = await offer({ tools: ['notes', 'off'] });
    expect(tools).toEqual(['notes__read', 'notes__write']);
    expect(tokens).toBeGreaterThan(600);
  });

  it('holds nothing that writes where the question was spoken', async () => {
    expect((await offer({ tools: ['notes'] }, { source: 'omi_transcript' })).tools).toEqual(['notes__read']);
  });

  it('is nothing where the model takes no tools, or would have no room beside them', async () => {
    const wish = { tools: ['notes'], web_search: true };
    for (const of of [{ takes_tools: false }, { context_length: 1_000 }])
      expect(await offer(wish, { of })).toEqual({ tools: undefined, tokens: 0 });
    expect((await offer(wish, { vendor: { is_model: false } })).tools).toBeUndefined();
    expect((await offer(wish, { of: { context_length: 4_000 } })).tools).toHaveLength(3);
  });

  it('is the vendor’s search of the web before ours', async () => {
    expect(await offer({ web_search: true })).toMatchObject({ tools: ['web_search'] });
    expect(await offer({ web_search: true }, { vendor: { can_search_web: true } })).toEqual({
      web_search: true,
      tools: undefined,
      tokens: 0,
    });
    expect(await offer({ web_search: true }, { searxngUrl: null })).toEqual({ tools: undefined, tokens: 0 });
  });
});
