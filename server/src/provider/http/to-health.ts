import { AppError } from '../../errors.ts';
import type { Model, ProviderHealth } from '../spec.ts';

/** A provider is up when it lists its models; else its message is the reason that it did not. */
export async function toHealth(listing: Promise<Model[]>): Promise<ProviderHealth> {
  try {
    await listing;
    return { status: 'up', message: null };
  } catch (error) {
    return { status: 'down', message: error instanceof AppError ? error.message : 'The model list could not be read.' };
  }
}
