import { expect, it } from 'vitest';
import { acceptLink } from './accept-link.ts';

it.each([
  ['omniai://c/c1', { kind: 'conversation', id: 'c1', server: undefined }],
  ['omniai:///c/c1', { kind: 'conversation', id: 'c1', server: undefined }],
  [
    'omniai://c/c1?server=https%3A%2F%2Fchat.example.org',
    { kind: 'conversation', id: 'c1', server: 'https://chat.example.org' },
  ],
  ['https://chat.example.org/app/c/c1', { kind: 'conversation', id: 'c1', server: 'https://chat.example.org' }],
  [
    'http://192.168.1.20:3000/omniai/app/c/c1?x=1#y',
    { kind: 'conversation', id: 'c1', server: 'http://192.168.1.20:3000/omniai' },
  ],
  [
    'omniai://invite/abc?server=https://chat.example.org',
    { kind: 'invite', code: 'abc', server: 'https://chat.example.org' },
  ],
  [
    'https://chat.example.org/app/register?invite=abc',
    { kind: 'invite', code: 'abc', server: 'https://chat.example.org' },
  ],
  ['https://chat.example.org/app/settings', undefined],
  ['omniai://chats', undefined],
  ['not a link', undefined],
] as const)('%s', (address, link) => expect(acceptLink(address)).toEqual(link));
