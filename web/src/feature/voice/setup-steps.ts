import type { OmiStatus } from '@omniai/client';

export const SETUP_STEPS = ['server', 'link', 'heard', 'answer'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/**
 * The first thing that is still missing on the way from nothing to an answer; null when all is there.
 * @param hasAnswer whether anything that was said to the assistant was answered
 */
export function nextSetupStep(status: OmiStatus, hasAnswer: boolean): SetupStep | null {
  if (hasAnswer) return null;
  const active = status.links.filter((link) => link.status === 'active');
  if (active.some((link) => link.last_delivery_at !== null || link.current_session !== null)) return 'answer';
  if (active.length > 0) return 'heard';
  return status.is_configured || status.has_app_webhook ? 'link' : 'server';
}
