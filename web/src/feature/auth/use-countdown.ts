import { useEffect, useState } from 'react';

/** Whole seconds left of a wait that begins whenever `cause` changes; 0 when there is nothing to wait for. */
export function useCountdown(seconds: number | undefined, cause: unknown): number {
  const [left, setLeft] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new cause with the same number of seconds starts a new wait
  useEffect(() => {
    if (seconds === undefined) return setLeft(0);
    const endMs = performance.now() + seconds * 1_000;
    const update = () => setLeft(Math.max(0, Math.ceil((endMs - performance.now()) / 1_000)));
    update();
    const timer = setInterval(update, 500);
    return () => clearInterval(timer);
  }, [seconds, cause]);
  return left;
}
