import { useEffect, useState } from 'react';

const STEP_MS = 250;

/** Milliseconds since something is under way; 0 while it is not. */
export function useElapsed(isRunning: boolean): number {
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    const startedMs = performance.now();
    const timer = setInterval(() => setElapsedMs(performance.now() - startedMs), STEP_MS);
    return () => {
      clearInterval(timer);
      setElapsedMs(0);
    };
  }, [isRunning]);
  return elapsedMs;
}
