import { expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { usedTokens } from './used-tokens.ts';

const NO_USAGE = { prompt_tokens: null, completion_tokens: null };

it('books what the vendor says, and an estimate of what it does not say', () => {
  const usage = { prompt_tokens: 7, completion_tokens: null };
  expect(usedTokens({ status: 'complete', finish_reason: 'stop', usage }, 20, 41)).toEqual({
    promptTokens: 7,
    completionTokens: 11,
  });
});

it('books a prompt that was asked in vain by who stopped it, and nothing where the other side broke before a word', () => {
  const cancelled = { status: 'cancelled', finish_reason: 'cancelled', usage: NO_USAGE } as const;
  expect(usedTokens(cancelled, 20, 0)).toEqual({ promptTokens: 20, completionTokens: 0 });
  expect(usedTokens({ status: 'interrupted' }, 20, 0)).toBeUndefined();
  expect(usedTokens({ status: 'failed', error: new AppError('E3001') }, 20, 0)).toBeUndefined();
  expect(usedTokens({ status: 'failed', error: new AppError('E3001') }, 20, 4)).toEqual({
    promptTokens: 20,
    completionTokens: 1,
  });
});

it('books no more than a model can have used, whatever the vendor says', () => {
  const usage = { prompt_tokens: Number.MAX_SAFE_INTEGER, completion_tokens: 3_000_000_000 };
  expect(usedTokens({ status: 'complete', finish_reason: 'stop', usage }, 1, 1)).toEqual({
    promptTokens: 10_000_000,
    completionTokens: 10_000_000,
  });
});
