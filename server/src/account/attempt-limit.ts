import ipaddr from 'ipaddr.js';
import { AppError } from '../errors.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import type { WriteHandle } from '../store/query.ts';
import { throttleWriter } from '../store/throttle-writer.ts';

export interface AttemptLimit {
  /** Counts the attempt. Gives undefined while it is allowed, else the refusal to throw after the count is committed. */
  raise(tx: WriteHandle, subject: string, now: number): Promise<Refusal | undefined>;
  /** Takes one attempt back, because it was no guess. */
  lower(tx: WriteHandle, subject: string): Promise<void>;
  /** Forgets every attempt. */
  clear(tx: WriteHandle, subject: string): Promise<void>;
}

export interface Refusal {
  error: AppError;
  /** True for one refusal in each window. */
  isFirst: boolean;
}

/**
 * Allows `max` attempts on one subject in each window. The counter rises before anything is compared, so attempts made at the same moment
 * are counted like any others.
 */
export function createAttemptLimit(name: string, max: number): AttemptLimit {
  const windowMs = ACCOUNT_LIMITS.attemptWindowMs;
  const keyOf = (subject: string) => `${name}:${subject}`;
  return {
    async raise(tx, subject, now) {
      const { count, window_started_at } = await throttleWriter.raise(tx, keyOf(subject), now, now - windowMs);
      if (count <= max) return undefined;
      const retryAfterS = Math.max(1, Math.ceil((window_started_at + windowMs - now) / 1000));
      const error = new AppError('E1006', 'Too many tries. Wait before you try again.', { retryAfterS });
      return { error, isFirst: count === max + 1 };
    },
    lower: (tx, subject) => throttleWriter.lower(tx, keyOf(subject)),
    clear: (tx, subject) => throttleWriter.clear(tx, keyOf(subject)),
  };
}

/** What counts as one address: an IPv4 address, or the /64 that an IPv6 customer gets and can use all of. */
export function toAddressSubject(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address instanceof ipaddr.IPv6
    ? ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()
    : address.toString();
}
