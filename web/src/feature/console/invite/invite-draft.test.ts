import { expect, it } from 'vitest';
import { EMPTY_INVITE, toInviteBody } from './invite-draft.ts';

it('sends of a new invite only what was chosen', () => {
  const now = Date.parse('2026-03-06T12:00:00Z');
  expect(toInviteBody({ ...EMPTY_INVITE, days: null }, now)).toEqual({ role: 'user', max_uses: 1 });
  expect(toInviteBody({ ...EMPTY_INVITE, email: ' a@b.c ', days: 2, quota: { messages_per_day: null } }, now)).toEqual({
    role: 'user',
    max_uses: 1,
    email: 'a@b.c',
    expires_at: '2026-03-08T12:00:00.000Z',
    quota: { messages_per_day: null },
  });
});
