import { readFile } from 'node:fs/promises';

/** Linux counts the CPU time of a process in these units in /proc, whatever the kernel's own tick: see proc(5), `USER_HZ`. */
const msPerTick = 10;

/** CPU time in milliseconds (user and system, all threads) that process `pid` has used since it began. */
export async function readCpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is the command in parentheses and may hold spaces; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

/** Resident memory of process `pid` in MiB. */
export async function readRssMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

/** Watches the resident memory of `pid` every 50 ms until `stop`, which gives the highest value seen, in MiB. */
export function startRssWatch(pid: number): { stop(): Promise<number> } {
  let peakMiB = 0;
  let isOn = true;
  const watching = (async () => {
    while (isOn) {
      peakMiB = Math.max(peakMiB, await readRssMiB(pid));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    stop: async () => {
      isOn = false;
      await watching;
      return peakMiB;
    },
  };
}
