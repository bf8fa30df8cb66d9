import { expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { type Chore, createSweeper } from './sweeper.ts';

function openSweeper(chores: Record<string, Chore>) {
  const lines: string[] = [];
  const sweeper = createSweeper(chores, createLog('info', { write: (line) => void lines.push(line) }));
  return { sweeper, lines };
}

it('lets the chore at hand end before it stops, tells it so, and begins no other', async () => {
  const [begun, mayEnd] = [Promise.withResolvers<AbortSignal>(), Promise.withResolvers<void>()];
  const done: string[] = [];
  const { sweeper } = openSweeper({
    async first(signal) {
      begun.resolve(signal);
      await mayEnd.promise;
      done.push('first');
    },
    async second() {
      done.push('second');
    },
  });
  void sweeper.tick();
  const signal = await begun.promise;
  const stopped = sweeper.stop().then(() => done.push('stopped'));
  expect(signal.aborted).toBe(true);
  mayEnd.resolve();
  await stopped;
  expect(done).toEqual(['first', 'stopped']);
});

it('goes on with the others when one fails, and says which one it was', async () => {
  const done: string[] = [];
  const { sweeper, lines } = openSweeper({
    broken: async () => {
      throw new Error('no disk');
    },
    sound: async () => done.push('sound'),
  });
  await sweeper.tick();
  await sweeper.tick();
  expect(done).toEqual(['sound', 'sound']);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', part: 'broken', err: { message: 'no disk' } },
    { part: 'broken' },
  ]);
});
