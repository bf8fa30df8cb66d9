import { expect, test } from 'vitest';
import { findLinkHost } from './link-host.ts';

test.each([
  ['https://www.example.org/a', 'example.org'],
  ['http://example.org:8080/', 'example.org:8080'],
  ['https://example.org@evil.example/', 'evil.example'],
  ['mailto:ada@example.org', 'ada@example.org'],
])('%s leads to %s', (href, host) => {
  expect(findLinkHost(href)).toBe(host);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:https://a.example/1',
  'file:///etc',
  '/path',
  '//a.example',
  'https:a.example',
  'https:/a.example',
  '',
])('%s leads nowhere', (href) => {
  expect(findLinkHost(href)).toBeUndefined();
});
