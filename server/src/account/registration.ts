import { z } from 'zod';
import type { Registration } from '../config.ts';
import { instanceStateReader } from '../store/instance-state-reader.ts';
import { instanceStateWriter } from '../store/instance-state-writer.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';

const KEY = 'registration';

export const registrationPolicySchema = z.enum(['invite', 'open', 'closed']);

/** Who may make an account: as an admin has set it in the running server, else as `REGISTRATION` says. */
export async function readRegistration(db: ReadHandle, fallback: Registration): Promise<Registration> {
  return (await findRegistration(db)) ?? fallback;
}

/** What an admin has set; undefined where nobody has. */
export async function findRegistration(db: ReadHandle): Promise<Registration | undefined> {
  const stored = await instanceStateReader.find(db, KEY);
  return stored === undefined ? undefined : registrationPolicySchema.parse(stored);
}

/** @param policy null: as `REGISTRATION` says */
export async function writeRegistration(tx: WriteHandle, policy: Registration | null, now: number): Promise<void> {
  if (policy === null) await instanceStateWriter.remove(tx, KEY);
  else await instanceStateWriter.put(tx, KEY, policy, now);
}
