const MINUTE_MS = 60_000;

/** When something happened, as people say it: `just now`, `5 min ago`, `today at 14:05`, `on Friday at 09:30`, `on May 3`. */
export function describeMoment(iso: string, nowMs: number): string {
  const at = new Date(iso);
  const agoMs = nowMs - at.getTime();
  if (agoMs < MINUTE_MS) return 'just now';
  if (agoMs < 60 * MINUTE_MS) return `${Math.floor(agoMs / MINUTE_MS)} min ago`;
  const time = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const isDaysAgo = (days: number) => at.toDateString() === new Date(nowMs - days * 24 * 60 * MINUTE_MS).toDateString();
  if (isDaysAgo(0)) return `today at ${time}`;
  if (isDaysAgo(1)) return `yesterday at ${time}`;
  if (agoMs < 6 * 24 * 60 * MINUTE_MS) return `on ${at.toLocaleDateString('en', { weekday: 'long' })} at ${time}`;
  return `on ${at.toLocaleDateString('en', { day: 'numeric', month: 'long' })}`;
}
