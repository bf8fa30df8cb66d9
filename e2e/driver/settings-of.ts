import type { TestDatabase } from '../../server/test/database.ts';
import type { ScriptedProvider } from '../../server/test/scripted-provider.ts';
import { ADMIN } from '../../server/test/test-person.ts';

/** Nothing listens on port 9: model servers of the machine that runs the tests stay out of them. */
const NOWHERE = 'http://127.0.0.1:9';

/** The environment of a server process on a test's database, with its provider and no other. */
export function settingsOf(database: TestDatabase, provider: ScriptedProvider): Record<string, string> {
  return {
    DATA_DIR: database.dir,
    SESSION_SECRET: 's'.repeat(32),
    ...(database.location.startsWith('postgres') && { DATABASE_URL: database.location }),
    OPENAI_COMPATIBLE_BASE_URL: provider.baseUrl,
    OLLAMA_BASE_URL: NOWHERE,
    LMSTUDIO_BASE_URL: NOWHERE,
    REGISTRATION: 'open',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
  };
}
