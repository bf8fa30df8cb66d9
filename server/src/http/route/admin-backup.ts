import { z } from 'zod';
import type { Act } from '../../admin/act.ts';
import { manifestSchema } from '../../admin/backup-manifest.ts';
import { type Backup, listBackups } from '../../admin/list-backups.ts';
import { actOf } from '../act-of.ts';
import type { Routes } from '../http-server.ts';

const tags = ['admin'];
const backupSchema = manifestSchema
  .extend({ name: z.string().describe('Of its folder, under the data folder of the server.') })
  .meta({ id: 'Backup' });

interface BackupRouteParts {
  backupsDir: string;
  makeBackup: (act: Act, keep: number | null) => Promise<Backup>;
}

/** Snapshots of the whole database, for admins. They stay on the server: no backup leaves it by this door. */
export function adminBackupRoutes({ backupsDir, makeBackup }: BackupRouteParts): Routes {
  return (server) => {
    server.post(
      '/admin/backup',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Make a backup, prove it by a test restore, and answer when it is done',
          description: 'Everybody can work meanwhile. One is made at a time; another call is refused with E1003.',
          body: z.strictObject({
            keep: z.number().int().min(1).max(1_000).optional().describe('How many stay, this one included; else all.'),
          }),
          response: { 200: z.object({ ok: z.literal(true), backup: backupSchema }) },
        },
      },
      async (request) => {
        const backup = await makeBackup(actOf(request), request.body.keep ?? null);
        return { ok: true as const, backup: toBackup(backup) };
      },
    );
    server.get(
      '/admin/backups',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'The backups that were made and proved, newest first',
          response: { 200: z.object({ ok: z.literal(true), items: z.array(backupSchema) }) },
        },
      },
      async () => ({ ok: true as const, items: (await listBackups(backupsDir)).map(toBackup) }),
    );
  };
}

function toBackup({ name, manifest }: Backup): z.infer<typeof backupSchema> {
  return { ...manifest, name };
}
