import { expect, it } from 'vitest';
import { acceptInvite } from './accept-invite.ts';
import { acceptServerAddress } from './accept-server-address.ts';

it.each([
  ['https://chat.example.org', 'https://chat.example.org'],
  [' chat.example.org/ ', 'https://chat.example.org'],
  ['chat.example.org:8443', 'https://chat.example.org:8443'],
  ['192.168.1.20:3000', 'http://192.168.1.20:3000'],
  ['localhost:3000', 'http://localhost:3000'],
  ['[fd00::1]:3000', 'http://[fd00::1]:3000'],
  ['omni.local', 'http://omni.local'],
  ['HTTPS://Chat.Example.org/app/c/123?x#y', 'https://chat.example.org'],
  ['https://example.org/omni/app/', 'https://example.org/omni'],
])('takes %s for %s', (typed, server) => expect(acceptServerAddress(typed)).toBe(server));

it.each([
  '',
  '  ',
  'two words',
  'ftp://example.org',
  'javascript:alert(1)',
  'https://',
  'https://me:secret@example.org',
])('does not take "%s" for an address', (typed) => expect(acceptServerAddress(typed)).toBeUndefined());

it.each([
  ['https://chat.example.org/app/register?invite=abc', { server: 'https://chat.example.org', code: 'abc' }],
  ['omniai://invite/abc?server=https%3A%2F%2Fchat.example.org', { server: 'https://chat.example.org', code: 'abc' }],
  ['omniai://invite/abc', { server: undefined, code: 'abc' }],
  ['https://chat.example.org/', undefined],
  ['abc', undefined],
])('reads the invite in %s', (link, invite) => expect(acceptInvite(link)).toEqual(invite));
