import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Walks over the page that look at it: here they look dark and light, wide and narrow (`find-violations.ts`). */
const walks = globSync('e2e/*.test.ts').filter((path) => readFileSync(path, 'utf8').includes('find-violations'));

export default defineConfig({
  test: {
    globalSetup: ['server/test/postgres.ts'],
    include: ['{server,client,web,bench,e2e}/**/*.long.test.ts', ...walks],
    env: { LOOK_CLOSELY: 'yes' },
    maxWorkers: 1,
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
