import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../errors.ts';
import { createQueue } from '../kit/create-queue.ts';
import { createSecret } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';

/** Hashes and compares passwords, a few at a time: who signs in waits, so that who chats does not. */
export interface PasswordHasher {
  /** @throws AppError E1007 when too many wait already */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is the one of `passwordHash`. Without a hash the answer is false and takes as long.
   * @throws AppError E1007 when too many wait already
   */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

/** OWASP's first choice for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane; about 25 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One core stays free for everything else, and two of libuv's four threads for files and names. */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1));

/** @param cost argon2's parameters; only tests have a reason to give others */
export function createPasswordHasher(cost: typeof COST = COST): PasswordHasher {
  const queue = createQueue(AT_ONCE, ACCOUNT_LIMITS.queuedHashes, () => {
    throw new AppError('E1007', 'Too many people are signing in. Try again shortly.', { retryAfterS: 5 });
  });
  let decoy: Promise<string> | undefined;
  return {
    hash: (password) => queue(() => hash(normalize(password), cost)),
    async verify(passwordHash, password) {
      decoy ??= hash(createSecret(), cost);
      const target = passwordHash ?? (await decoy);
      const isSame = await queue(() => verify(target, normalize(password)));
      return isSame && passwordHash !== null;
    },
  };
}

/** The same characters typed on different keyboards must hash alike (NIST SP 800-63B asks for NFKC). */
function normalize(password: string): string {
  return password.normalize('NFKC');
}
