import { i18n } from './i18n.ts';

/** An amount of money; what answers cost is often less than a cent. */
export function formatCost(cost: number, currency: string): string {
  const maximumFractionDigits = cost !== 0 && Math.abs(cost) < 1 ? 4 : 2;
  try {
    return new Intl.NumberFormat(i18n.locale, { style: 'currency', currency, maximumFractionDigits }).format(cost);
  } catch {
    // The admin counts in something that is no currency of this world.
    return `${cost.toLocaleString(i18n.locale, { maximumFractionDigits })} ${currency}`;
  }
}
