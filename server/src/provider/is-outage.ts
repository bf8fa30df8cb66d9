import type { AppError } from '../errors.ts';
import { RefusalError } from './http/refusal-error.ts';

const OUTAGES = new Set(['E3001', 'E3002', 'E3005']);

/** Whether a failure says that the provider is in trouble, whoever asks it whatever. */
export function isOutage(error: AppError): boolean {
  return OUTAGES.has(error.code) || (error instanceof RefusalError && error.providerStatus >= 500);
}
