import { formatCount, formatElapsed } from '../../../lib/format.ts';
import type { Text } from '../../../lib/use-text.ts';
import type { AdminProvider } from './use-admin-providers.ts';

/** How a provider did in the last hour, in one line. */
export function trafficLine(traffic: AdminProvider['traffic'], t: Text): string {
  const hour = traffic?.last_hour;
  if (!hour || hour.answers === 0) return t('console.noTraffic');
  const said = [t('console.answersInHour', { count: hour.answers })];
  if (hour.failures > 0) said.push(t('console.failuresInHour', { count: formatCount(hour.failures) }));
  if (hour.first_token_ms) said.push(t('console.firstTokenTypical', { time: formatElapsed(hour.first_token_ms.p50) }));
  return said.join(' · ');
}
