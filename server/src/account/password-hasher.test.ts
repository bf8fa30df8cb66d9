import { expect, it } from 'vitest';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import { createPasswordHasher } from './password-hasher.ts';

it('hashes with argon2id at 19 MiB and two passes, and knows the password again', async () => {
  const passwords = createPasswordHasher();
  const hash = await passwords.hash('correct horse');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.verify(hash, 'correct horse')).toBe(true);
  expect(await passwords.verify(hash, 'correct  horse')).toBe(false);
});

it('takes the same characters from any keyboard', async () => {
  const passwords = createPasswordHasher();
  expect(await passwords.verify(await passwords.hash('Zu\u0308rich'), 'Z\u00fcrich')).toBe(true);
});

it('works as much for nobody as for somebody', async () => {
  const passwords = createPasswordHasher();
  const hash = await passwords.hash('correct horse');
  await passwords.verify(null, 'warm up');
  // Time on the processor, of all threads: a busy machine stretches the clock on the wall.
  const work = async (target: string | null) => {
    const before = process.cpuUsage();
    for (let i = 0; i < 5; i += 1) expect(await passwords.verify(target, 'wrong horse')).toBe(false);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const ratio = (await work(null)) / (await work(hash));
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

it('keeps few waiting and sends the rest away', async () => {
  const passwords = createPasswordHasher({ memoryCost: 64, timeCost: 1, parallelism: 1 });
  const count = ACCOUNT_LIMITS.queuedHashes + 50;
  const results = await Promise.allSettled(Array.from({ length: count }, () => passwords.hash('p')));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused.length).toBeGreaterThanOrEqual(48);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'E1007' });
  expect(await passwords.hash('p')).toMatch(/^\$argon2id/);
});
