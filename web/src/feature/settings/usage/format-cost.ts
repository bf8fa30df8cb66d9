import { i18n } from '../../../lib/i18n.ts';

/** What something cost, in the currency of the server's prices, whose name only administrators see. */
export function formatCost(cost: number): string {
  return cost.toLocaleString(i18n.locale, { minimumFractionDigits: 2, maximumFractionDigits: cost < 1 ? 4 : 2 });
}
