import { AppError } from '../errors.ts';

/** A file whose content is not where it should be: a database was brought back without its files, or a bucket was emptied. */
export function missingContent(cause?: unknown): AppError {
  return new AppError('E1002', 'The content of this file is missing from the storage of this server.', { cause });
}
