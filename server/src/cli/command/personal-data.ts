import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { exportAccount } from '../../account/export-account.ts';
import { importAccount } from '../../account/import-account.ts';
import type { SessionViewer } from '../../account/viewer.ts';
import { auditAct } from '../../admin/audit-act.ts';
import { createFileShelf } from '../../file/create-file-shelf.ts';
import { systemClock as clock } from '../../kit/clock.ts';
import { createId } from '../../kit/id.ts';
import { QUOTA_LIMITS } from '../../kit/limits.ts';
import type { ReadHandle } from '../../store/query.ts';
import { userReader } from '../../store/user-reader.ts';
import { atDatabase } from '../at-database.ts';
import { leaf, type Stage } from '../leaf.ts';
import type { Outcome } from '../outcome.ts';
import type { Terminal } from '../terminal.ts';

/** `omniai export` and `omniai import`: what is one person's, out and in again. */
export function personalDataCommands(stage: Stage): Command[] {
  return [exportCommand(stage), importCommand(stage)];
}

/** What one person owns, as they could fetch it themselves. They see in their access log that it was done, and why. */
function exportCommand({ terminal, perform }: Stage): Command {
  return leaf('export', 'write everything that is one person’s into a ZIP archive')
    .argument('<email>')
    .requiredOption('--to <file>', 'the archive, which must not be there yet')
    .requiredOption('--reason <text>', 'why; the person reads it in their access log')
    .action((email: string, options: { json?: boolean; to: string; reason: string }) =>
      perform(options, () => exportData(terminal, email, options)),
    );
}

/** An archive of the same kind into an account. */
function importCommand({ terminal, perform }: Stage): Command {
  return leaf('import', 'put an exported archive into the account of one person; what is there stays')
    .argument('<email>')
    .argument('<file>')
    .action((email: string, file: string, options: { json?: boolean }) =>
      perform(options, () => importData(terminal, email, file)),
    );
}

async function exportData(
  terminal: Terminal,
  email: string,
  { to, reason }: { to: string; reason: string },
): Promise<Outcome> {
  if (reason.trim().length < QUOTA_LIMITS.reasonMinUnits)
    throw new Error('Give the reason in a sentence: the person reads it.');
  return atDatabase(terminal, async ({ config, store, act }) => {
    const now = clock.now();
    const viewer = await findViewer(store.read, email, now);
    const file = await open(to, 'wx', 0o600);
    const { blobs } = createFileShelf(config, { store, clock });
    try {
      const said = { action: 'account.export', target: { type: 'user', id: viewer.userId }, details: { reason } };
      await store.transact((tx) => auditAct(tx, act, said, now));
      await pipeline(exportAccount(store, blobs, viewer, now), file.createWriteStream());
    } catch (error) {
      await rm(to, { force: true });
      throw error;
    } finally {
      await Promise.all([file.close(), blobs.close()]);
    }
    return { data: { file: to }, lines: [`Everything of ${viewer.email} is in ${to}.`] };
  });
}

function importData(terminal: Terminal, email: string, file: string): Promise<Outcome> {
  return atDatabase(terminal, async ({ config, store, act }) => {
    const viewer = await findViewer(store.read, email, clock.now());
    const files = createFileShelf(config, { store, clock });
    const parts = { store, clock, files };
    const counts = await importAccount(parts, viewer, createReadStream(file), act.caller).finally(() =>
      files.blobs.close(),
    );
    const sum = (rows: Record<string, number>) => Object.values(rows).reduce((total, count) => total + count, 0);
    const lines = [
      `${sum(counts.imported)} things were put into the account of ${viewer.email}, ${sum(counts.skipped)} were there already.`,
    ];
    return { data: { ...counts }, lines };
  });
}

/** The person as if they had just signed in here: whoever runs commands has the whole database. */
async function findViewer(db: ReadHandle, email: string, now: number): Promise<SessionViewer> {
  const user = await userReader.findByEmail(db, email.trim().toLowerCase());
  if (!user) throw new Error(`Nobody has an account with the address ${email}.`);
  const { id: userId, display_name: displayName, role, created_at: createdAt } = user;
  return {
    userId,
    email: user.email,
    displayName,
    role,
    createdAt,
    sessionId: createId(),
    keyScope: null,
    provedAt: now,
  };
}
