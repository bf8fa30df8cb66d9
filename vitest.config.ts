import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['server/test/postgres.ts'],
    include: ['{server,client,web,bench,e2e}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.long.test.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});
