import { expect, it } from 'vitest';
import { findLinkHost } from './link-host.ts';

it.each([
  ['https://www.example.org/x', 'example.org'],
  ['mailto:ada@example.org', 'ada@example.org'],
  ['https://example.org@evil.example/', 'evil.example'],
  ['javascript:alert(1)', undefined],
  ['https:evil.example', undefined],
  ['omniai://invite/x', undefined],
  ['file:///etc/passwd', undefined],
  [undefined, undefined],
])('%s leads to %s', (href, host) => expect(findLinkHost(href)).toBe(host));
