import { expect, it } from 'vitest';
import { limitedOnly, toPreviewQuery } from './space.ts';

it('previews a limit that is taken away as one that nothing reaches', () => {
  const kept = { tasks: 30, friends: 90, todos: null };
  expect(toPreviewQuery({ tasks: 10, friends: null }, kept)).toEqual({ tasks: 10, friends: 36_500 });
  expect(limitedOnly(kept)).toEqual({ tasks: 30, friends: 90 });
});
