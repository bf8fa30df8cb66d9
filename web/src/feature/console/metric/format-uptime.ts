import type { Text } from '../../../lib/use-text.ts';

/** `5 min`, `3 h 20 min`, `12 d 4 h`. */
export function formatUptime(seconds: number, t: Text): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return t('console.daysHours', { days: Math.floor(hours / 24), hours: hours % 24 });
  return hours > 0
    ? t('console.hoursMinutes', { hours, minutes: minutes % 60 })
    : t('console.minutesOnly', { minutes });
}
