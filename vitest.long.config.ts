import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['server/test/postgres.ts'],
    include: ['{server,client,web,bench,e2e}/**/*.long.test.ts'],
    maxWorkers: 1,
    testTimeout: 1_800_000,
  },
});
