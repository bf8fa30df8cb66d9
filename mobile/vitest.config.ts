import { defineConfig } from 'vitest/config';

/** The walk through the exported app in a real browser: `npm run mobile:walk` at the root. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['e2e/**/*.test.ts'],
    // Each file has a server and a browser of its own: one at a time is enough for a small machine.
    fileParallelism: false,
    globalSetup: ['e2e/export-once.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
