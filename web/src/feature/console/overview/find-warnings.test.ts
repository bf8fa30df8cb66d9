import { describe, expect, it } from 'vitest';
import type { AdminProvider } from '../provider/use-admin-providers.ts';
import { findWarnings } from './find-warnings.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const CALM = { parked: 0, lagMs: 12, lastBackupAt: '2026-03-09T12:00:00Z' };
const hour = (answers: number, failures: number) => {
  const spell = { answers, failures, stalls: 0, first_token_ms: null };
  return { last_15_minutes: spell, last_hour: spell, last_error: null };
};
const provider = (change: Partial<AdminProvider>): AdminProvider => ({
  id: 'lab',
  kind: 'ollama',
  name: 'Lab',
  base_url: null,
  has_key: false,
  is_private_allowed: true,
  is_enabled: true,
  position: 0,
  preferred_models: [],
  source: 'admin',
  status: 'up',
  is_expected: true,
  message: null,
  checked_at: null,
  traffic: null,
  created_at: null,
  updated_at: null,
  ...change,
});
const kinds = (
  providers: AdminProvider[],
  facts: Partial<Omit<typeof CALM, 'lastBackupAt'>> & { lastBackupAt?: string | null } = {},
) => findWarnings({ ...CALM, ...facts, providers }, NOW).map(({ kind }) => kind);

describe('the warnings of the overview', () => {
  it('are none where a model answers and everything is done', () => {
    expect(kinds([provider({})])).toEqual([]);
    expect(kinds([provider({}), provider({ is_expected: false, status: 'down' })])).toEqual([]);
  });

  it('name that no model answers, and a provider that is down or fails often', () => {
    expect(kinds([provider({ kind: 'guide' })])).toEqual(['no-model']);
    expect(kinds([provider({ is_enabled: false })])).toEqual(['no-model']);
    expect(kinds([provider({}), provider({ status: 'down' })])).toEqual(['provider-down']);
    expect(kinds([provider({ traffic: hour(10, 2) })])).toEqual(['failing']);
    expect(kinds([provider({ traffic: hour(10, 1) })])).toEqual([]);
  });

  it('name what is parked, a backup that is missing or old, and a server that is late', () => {
    const well = [provider({})];
    expect(kinds(well, { parked: 1 })).toEqual(['parked']);
    expect(kinds(well, { lastBackupAt: null })).toEqual(['no-backup']);
    expect(kinds(well, { lastBackupAt: '2026-03-01T12:00:00Z' })).toEqual(['old-backup']);
    expect(kinds(well, { lagMs: 900 })).toEqual(['busy']);
  });
});
