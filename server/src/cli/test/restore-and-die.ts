import { restoreBackup } from '../../admin/restore-backup.ts';
import { systemClock } from '../../kit/clock.ts';

/* Restores a backup (arguments: its folder, the database, a folder for drafts) and is killed, as by a power cut, when the first rows are in. */

const [backup = '', location = '', dataDir = ''] = process.argv.slice(2);
const sessionSecret = 's'.repeat(32);
const parts = { backup, location, dataDir, filesDir: null, sessionSecret, isForced: true, acceptsOtherSecret: false };
await restoreBackup(parts, systemClock, () => process.kill(process.pid, 'SIGKILL'));
