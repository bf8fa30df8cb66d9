import { AppError } from '../../errors.ts';

/** A provider refused (E3003), and with which HTTP status: from 500 on it is in trouble, below it does not like what it was asked. */
export class RefusalError extends AppError {
  readonly providerStatus: number;

  constructor(message: string, providerStatus: number) {
    super('E3003', message);
    this.providerStatus = providerStatus;
  }
}
