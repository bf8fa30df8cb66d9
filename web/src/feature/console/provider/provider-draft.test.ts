import { describe, expect, it } from 'vitest';
import { emptyDraft, toChangeBody, toNewBody } from './provider-draft.ts';

describe('what is sent of a provider', () => {
  it('leaves out what was not filled in', () => {
    expect(toNewBody(emptyDraft('anthropic'), 'Anthropic')).toEqual({
      kind: 'anthropic',
      name: 'Anthropic',
      is_private_allowed: false,
      preferred_models: [],
      position: 0,
    });
    const local = {
      ...emptyDraft('ollama'),
      name: ' Box ',
      baseUrl: ' http://box:11434 ',
      preferredModels: 'a\n\n b ',
    };
    expect(toNewBody(local, 'Ollama')).toMatchObject({
      name: 'Box',
      base_url: 'http://box:11434',
      is_private_allowed: true,
      preferred_models: ['a', 'b'],
    });
  });

  it('names a key only where it is a new one or is taken away', () => {
    const draft = { ...emptyDraft('openai'), name: 'x' };
    expect(toChangeBody(draft)).not.toHaveProperty('api_key');
    expect(toChangeBody({ ...draft, key: 'k' })).toHaveProperty('api_key', 'k');
    expect(toChangeBody({ ...draft, isKeyRemoved: true })).toHaveProperty('api_key', null);
  });
});
