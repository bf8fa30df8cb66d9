import { expect, it } from 'vitest';
import { conversationIdIn } from './conversation-id-in.ts';

it('finds the id of a conversation in its address, or takes it as it is', () => {
  expect(conversationIdIn('https://ai.example.org/app/c/0199-ab?x=1')).toBe('0199-ab');
  expect(conversationIdIn(' 0199-ab ')).toBe('0199-ab');
});
