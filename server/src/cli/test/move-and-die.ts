import { moveDatabase } from '../../admin/move-database.ts';
import { systemClock } from '../../kit/clock.ts';

/* Moves a database (arguments: from, to) and is killed, as by a power cut, when the second page is in. */

const [from = '', to = ''] = process.argv.slice(2);
let pages = 0;
await moveDatabase({ from, to, isFresh: false }, systemClock, () => {
  pages += 1;
  if (pages === 2) process.kill(process.pid, 'SIGKILL');
});
