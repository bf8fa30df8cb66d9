/**
 * Turns absence into a bug: gives `value` back, or throws when it is null or undefined.
 * @throws Error with `what` in its message; it is never meant to reach a user as anything but E5000.
 */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`${what} must exist here`);
  return value;
}
