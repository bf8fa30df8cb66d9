import type { TestDatabase } from '../../../test/database.ts';

/** The environment of a command on the database of a test server. */
export function settingsOf({ location, dir }: TestDatabase): Record<string, string> {
  return {
    SESSION_SECRET: 's'.repeat(32),
    DATA_DIR: dir,
    ...(location.startsWith('postgres') && { DATABASE_URL: location }),
  };
}
