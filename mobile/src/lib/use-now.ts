import { useEffect, useState } from 'react';

/** The time, told anew in this interval. @returns milliseconds since 1970 */
export function useNow(intervalMs = 30_000): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return nowMs;
}
