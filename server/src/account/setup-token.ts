import { createSecret, hashSecret } from '../kit/id.ts';
import { instanceStateReader } from '../store/instance-state-reader.ts';
import { instanceStateWriter } from '../store/instance-state-writer.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';

const KEY = 'setup_token_hash';

/** The one-time token with which the first admin is made. Only its hash is stored, and a new start makes a new one. */
export const setupToken = {
  async renew(tx: WriteHandle, now: number): Promise<string> {
    const token = createSecret();
    await instanceStateWriter.put(tx, KEY, hashSecret(token), now);
    return token;
  },
  async isRight(db: ReadHandle, token: string): Promise<boolean> {
    return (await instanceStateReader.find(db, KEY)) === hashSecret(token);
  },
  /** Uses the token up; of any number of callers at once one gets true, and none once anybody has an account. */
  take(tx: WriteHandle, token: string): Promise<boolean> {
    return instanceStateWriter.takeBeforeFirstUser(tx, KEY, hashSecret(token));
  },
  async forget(tx: WriteHandle): Promise<void> {
    await instanceStateWriter.remove(tx, KEY);
  },
};
