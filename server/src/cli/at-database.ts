import { randomUUID } from 'node:crypto';
import type { Act } from '../admin/act.ts';
import { type Config, loadConfig } from '../config.ts';
import { openStoreBeside, type Store } from '../store/open.ts';
import type { Terminal } from './terminal.ts';

interface AtDatabase {
  config: Config;
  store: Store;
  /** Another process serves people from this very file. */
  isServerRunning: boolean;
  /** How the audit log names what is done from here. */
  act: Act;
}

/** Runs a job on the configured database, beside a running server where there is one, and closes it. @throws ConfigError, and what the job throws */
export async function atDatabase<T>({ env }: Terminal, job: (parts: AtDatabase) => Promise<T>): Promise<T> {
  const config = loadConfig(env);
  const { store, isServerRunning } = await openStoreBeside(config.databaseLocation);
  const caller = { ip: 'command line', userAgent: 'omniai', requestId: randomUUID() };
  try {
    return await job({ config, store, isServerRunning, act: { actor: null, caller } });
  } finally {
    await store.close();
  }
}
