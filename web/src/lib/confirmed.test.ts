import { ApiError } from '@omniai/client';
import { describe, expect, it, vi } from 'vitest';
import { confirmed, proofWish } from './confirmed.ts';

const refusal = (code: string) => new ApiError({ code, message: code, status: 403 });
const end = (isProved: boolean) =>
  vi.waitFor(() => expect(proofWish.getState()).not.toBeNull(), 30_000).then(() => proofWish.getState()?.end(isProved));

describe('an act that needs a recent sign-in', () => {
  it('is done at once where the sign-in is recent', async () => {
    const act = vi.fn(async () => 'done');
    expect(await confirmed(act)).toBe('done');
    expect(act).toHaveBeenCalledTimes(1);
    expect(proofWish.getState()).toBeNull();
  });

  it('is done once more after the proof, and one proof serves all that wait', async () => {
    let isProved = false;
    const act = vi.fn(async () => {
      if (!isProved) throw refusal('E2007');
      return 'done';
    });
    const both = Promise.all([confirmed(act), confirmed(act)]);
    isProved = true;
    await end(true);
    expect(await both).toEqual(['done', 'done']);
    expect(act).toHaveBeenCalledTimes(4);
    expect(proofWish.getState()).toBeNull();
  });

  it('is not done where the person would rather not, nor where it is refused for another reason', async () => {
    const act = vi.fn(async () => {
      throw refusal('E2007');
    });
    const refused = expect(confirmed(act)).rejects.toThrow('E2007');
    await end(false);
    await refused;
    expect(act).toHaveBeenCalledTimes(1);
    await expect(confirmed(() => Promise.reject(refusal('E1003')))).rejects.toThrow('E1003');
    expect(proofWish.getState()).toBeNull();
  });
});
