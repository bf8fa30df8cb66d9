/** The address that a provider's name led to may not be connected to. */
export class AddressRefusedError extends Error {
  constructor(hostname: string) {
    super(`The address of ${hostname} is not allowed for a provider`);
    this.name = 'AddressRefusedError';
  }
}
