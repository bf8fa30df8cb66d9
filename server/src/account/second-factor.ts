import { AppError } from '../errors.ts';
import type { UserId } from '../kit/id.ts';
import type { SecretBox } from '../kit/secret-box.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';
import { totpReader } from '../store/totp-reader.ts';
import { totpWriter } from '../store/totp-writer.ts';
import { hashRecoveryCode } from './recovery-code.ts';
import { findTotpStep } from './totp.ts';

/** What a person typed to prove a second factor; at most one is looked at, the code of the app first. */
export interface GivenCode {
  totpCode?: string | undefined;
  recoveryCode?: string | undefined;
}

/** The second factor of a person who has one. */
export interface SecondFactor {
  isGiven: boolean;
  /** Uses the given code up; false when it is wrong or was used before. */
  use(tx: WriteHandle): Promise<boolean>;
}

/** Where a person's authenticator secret is sealed. */
export function totpPlace(userId: UserId): string {
  return `totp:${userId}`;
}

/** Reads a person's second factor with the code they gave; undefined when they have none in force. */
export async function readSecondFactor(
  db: ReadHandle,
  box: SecretBox,
  userId: UserId,
  { totpCode, recoveryCode }: GivenCode,
  now: number,
): Promise<SecondFactor | undefined> {
  const factor = await totpReader.find(db, userId);
  if (!factor || factor.confirmed_at === null) return undefined;
  if (totpCode !== undefined) {
    const step = await findTotpStep(box.open(factor.sealed_secret, totpPlace(userId)), totpCode, now);
    return { isGiven: true, use: async (tx) => step !== undefined && totpWriter.useStep(tx, userId, step) };
  }
  const codeHash = recoveryCode === undefined ? undefined : hashRecoveryCode(recoveryCode);
  return {
    isGiven: codeHash !== undefined,
    use: async (tx) => codeHash !== undefined && totpWriter.useRecoveryCode(tx, userId, codeHash),
  };
}

/** The refusal of a missing or wrong code. */
export function codeNeeded(isGiven: boolean): AppError {
  const message = isGiven ? 'This code is wrong or was used before.' : 'Enter the code of your authenticator app.';
  return new AppError('E2006', message, { details: [{ method: 'totp' }, { method: 'recovery_code' }] });
}
