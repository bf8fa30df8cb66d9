import { expect, it } from 'vitest';
import { isReachableByOthers } from './is-reachable-by-others.ts';

it.each([
  ['http://localhost:3000', false],
  ['http://127.0.0.1:3000', false],
  ['http://127.8.0.1', false],
  ['http://[::1]:3000', false],
  ['http://chat.localhost', false],
  ['http://192.168.1.20:3000', true],
  ['https://localhost.example.org', true],
  ['https://chat.example.org', true],
])('%s', (address, isReachable) => {
  expect(isReachableByOthers(address)).toBe(isReachable);
});
