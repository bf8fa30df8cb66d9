import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { exportApp } from './export-app.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with the exported app. */
    app: string;
  }
}

/** All walks go through the same export, made before the first of them. */
export async function setup(project: TestProject) {
  const app = await mkdtemp(join(tmpdir(), 'omniai-app-'));
  await exportApp('web', app);
  project.provide('app', app);
  return () => rm(app, { recursive: true });
}
