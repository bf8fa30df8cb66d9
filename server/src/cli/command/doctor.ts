import { join } from 'node:path';
import type { Command } from 'commander';
import { checkProvider } from '../../admin/check-provider.ts';
import { listSteps } from '../../admin/doctor/list-steps.ts';
import { runSteps, type StepResult } from '../../admin/doctor/step.ts';
import { type Config, loadConfig } from '../../config.ts';
import { createSecretBox } from '../../kit/secret-box.ts';
import { createLog } from '../../log.ts';
import { createProviders } from '../../provider/from-settings.ts';
import type { ProviderEntry } from '../../provider/registered.ts';
import { createStoredProviders } from '../../provider/stored-providers.ts';
import { toProviderSettings } from '../../provider/to-provider-settings.ts';
import { DatabaseHeldError } from '../../store/database-held-error.ts';
import { openStoreBeside } from '../../store/open.ts';
import { holdDatabase } from '../../store/open-tables.ts';
import { leaf, type Stage } from '../leaf.ts';
import type { Outcome } from '../outcome.ts';
import type { Terminal } from '../terminal.ts';

const DOCS = join(import.meta.dirname, '../../../../docs');
const MARKS = { ok: 'ok     ', warn: 'warning', fail: 'FAILED ', skipped: 'skipped' } as const;

/** `omniai doctor`: what is wrong, and what helps. */
export function doctorCommand({ terminal, perform }: Stage): Command {
  return leaf('doctor', 'look for what is wrong with settings, machine, database, models, Omi and proxy').action(
    (options: { json?: boolean }) => perform(options, () => examine(terminal, options)),
  );
}

async function examine({ env, warn }: Terminal, { json }: { json?: boolean }): Promise<Outcome> {
  const config = loadConfig(env);
  // Told while it happens: a provider that is silent takes half a minute.
  const tell = (name: string) => (json ? undefined : warn(`… ${name}`));
  const onStep = ({ name }: StepResult) => tell(name);
  const steps = await runSteps(listSteps(config, await isHeld(config)), { onStep });
  const isCurrent = steps.some(({ name, status }) => name === 'schema' && status === 'ok');
  const stored = isCurrent ? await readStored(config, warn) : [];
  for (const entry of [...createProviders(toProviderSettings(config, DOCS)), ...stored]) {
    if (!entry.provider.is_model) continue;
    tell(entry.provider.name);
    const found = await checkProvider(entry);
    const isThere = found.every(({ status }) => status !== 'fail');
    if (entry.isConfigured || isThere) {
      steps.push(...found.map((step) => ({ ...step, name: `${entry.provider.name}: ${step.name}` })));
    } else steps.push(absent(entry));
  }
  const isBad = steps.some(({ status }) => status === 'fail');
  return { data: { steps }, lines: steps.flatMap(toLines), isBad };
}

/** The providers that administrators added, of those that are switched on. */
async function readStored(
  { databaseLocation, sessionSecret }: Config,
  warn: Terminal['warn'],
): Promise<readonly ProviderEntry[]> {
  const { store } = await openStoreBeside(databaseLocation);
  try {
    const log = createLog('error', { write: warn });
    const setup = await createStoredProviders({ store, box: createSecretBox(sessionSecret), log }).load();
    return setup?.providers ?? [];
  } finally {
    await store.close();
  }
}

/** A provider that nobody configured, and that is not there, is no trouble. */
function absent({ provider, address }: ProviderEntry): StepResult {
  const message = `Not configured, and not running at ${address?.baseUrl}.`;
  return { name: provider.name, status: 'skipped', message, remedy: null, elapsed_ms: 0 };
}

function toLines({ name, status, message, remedy }: StepResult): string[] {
  const line = `${MARKS[status]}  ${name}: ${message}`;
  return remedy === null || status === 'skipped' ? [line] : [line, `         → ${remedy}`];
}

async function isHeld({ databaseLocation }: Config): Promise<boolean> {
  try {
    (await holdDatabase(databaseLocation)).release();
    return false;
  } catch (error) {
    if (error instanceof DatabaseHeldError) return true;
    throw error;
  }
}
