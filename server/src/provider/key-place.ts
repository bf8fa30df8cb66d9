/**
 * What the key of a provider is sealed for: its row, and the scheme, host and port of its address. Beside another address, even one that was
 * written into the database, it does not open.
 */
export function keyPlace(id: string, baseUrl: string): string {
  return `provider:${id}:${new URL(baseUrl).origin}`;
}
