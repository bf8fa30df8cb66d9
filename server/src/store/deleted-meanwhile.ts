import { AppError } from '../errors.ts';

/** A row was not written because what it belongs to (its owner, its conversation) was deleted after the request had found it. */
export function deletedMeanwhile(cause: unknown): AppError {
  return new AppError('E1002', 'What this belongs to was deleted in the meantime.', { cause });
}
