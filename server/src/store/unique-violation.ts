/** A row was not written because another one has what may be there only once. It ends the transaction it happens in. */
export class UniqueViolation extends Error {
  constructor(cause: unknown) {
    super('a unique value is taken', { cause });
    this.name = 'UniqueViolation';
  }
}
