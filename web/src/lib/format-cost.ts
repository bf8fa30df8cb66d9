import { readerLocale } from './reader-locale.ts';

/** An amount of money; what answers cost is often less than a cent. */
export function formatCost(cost: number, currency: string): string {
  const maximumFractionDigits = cost !== 0 && Math.abs(cost) < 1 ? 4 : 2;
  try {
    return new Intl.NumberFormat(readerLocale(), { style: 'currency', currency, maximumFractionDigits }).format(cost);
  } catch {
    // The admin counts in something that is no currency of this world.
    return `${cost.toLocaleString(readerLocale(), { maximumFractionDigits })} ${currency}`;
  }
}
