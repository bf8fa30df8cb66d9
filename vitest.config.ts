import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['server/test/postgres.ts'],
    include: [
      '{server,client,web,bench,e2e}/**/*.test.{ts,tsx}',
      // What needs nothing that only the phone app installs.
      'mobile/src/{session,lib,message,feature}/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.long.test.ts'],
    maxWorkers: 2,
    // A busy machine may be ten times slower: what is waited for ends a wait, and these only end what never comes.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
