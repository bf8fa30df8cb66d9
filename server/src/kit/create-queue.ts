/** Runs jobs a few at a time, in the order in which they came. */
export type Queue = <T>(job: () => Promise<T>) => Promise<T>;

/** @param refuse throws what a job is refused with when `maxWaiting` wait already */
export function createQueue(atOnce: number, maxWaiting: number, refuse: () => never): Queue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (job) => {
    if (running < atOnce) running += 1;
    else {
      if (waiting.length >= maxWaiting) refuse();
      // Who finishes hands its place over, so `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
