import type { OmiStatus } from '@omniai/client';
import { expect, it } from 'vitest';
import { nextSetupStep } from './setup-steps.ts';

const AT = '2026-05-01T12:00:00.000Z';

function status(server: boolean, ...links: Partial<OmiStatus['links'][number]>[]): OmiStatus {
  const link: OmiStatus['links'][number] = {
    omi_user_id: 'u1',
    status: 'active',
    verified_at: AT,
    last_delivery_at: null,
    code_expires_at: null,
    webhook_hint: null,
    previous_valid_until: null,
    is_silent: false,
    current_session: null,
    recent_sessions: [],
    budget: null,
    last_self_test: null,
  };
  return {
    ok: true,
    is_configured: false,
    has_app_webhook: server,
    public_url: null,
    links: links.map((part) => ({ ...link, ...part })),
  };
}

it('leads from a server that knows nothing of Omi to the first answer', () => {
  expect(nextSetupStep(status(false), false)).toBe('server');
  expect(nextSetupStep(status(true), false)).toBe('link');
  expect(nextSetupStep(status(true, { status: 'pending' }), false)).toBe('link');
  expect(nextSetupStep(status(true, {}), false)).toBe('heard');
  expect(nextSetupStep(status(true, {}, { last_delivery_at: AT }), false)).toBe('answer');
  expect(nextSetupStep(status(true, { last_delivery_at: AT }), true)).toBeNull();
});

it('asks for nothing of the server where a link works without it', () => {
  expect(nextSetupStep(status(false, {}), false)).toBe('heard');
});
