import { appendAudit } from '../audit/append-audit.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { SecretBox } from '../kit/secret-box.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { userReader } from '../store/user-reader.ts';
import { toAddressSubject } from './attempt-limit.ts';
import type { Caller } from './caller.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { codeNeeded, type GivenCode, readSecondFactor } from './second-factor.ts';
import { countTry, forgetTries } from './sign-in-tries.ts';
import type { SessionViewer } from './viewer.ts';

export interface ProofParts {
  store: Store;
  clock: Clock;
  passwords: PasswordHasher;
  box: SecretBox;
}

/** A password, or a code of the second factor. */
export type Proof = { password: string } | GivenCode;

/**
 * Makes sure that who is signed in is the person of the account, by their password or a code. Tries count like those of signing in, so a stolen session is
 * no way to guess.
 * @throws AppError E2003 when the password is wrong, E2006 when the code is, E1006 after too many tries, E1007 when too many sign in at once
 */
export async function checkProof(
  { store, clock, passwords, box }: ProofParts,
  viewer: SessionViewer,
  proof: Proof,
  caller: Caller,
): Promise<void> {
  const subject = { email: viewer.email, address: toAddressSubject(caller.ip) };
  const refusal = await store.transact((tx) => countTry(tx, subject, caller, clock.now()));
  if (refusal) throw refusal.error;
  const use = 'password' in proof ? await comparePassword(proof.password) : await compareCode(proof);

  const isRight = await store.transact(async (tx) => {
    if (await use(tx)) {
      await forgetTries(tx, subject);
      return true;
    }
    await appendAudit(tx, {
      at: clock.now(),
      actor: viewer.userId,
      action: 'session.proof_failed',
      target: { type: 'user', id: viewer.userId },
      ip: caller.ip,
      requestId: caller.requestId,
    });
    return false;
  });
  if (!isRight) throw 'password' in proof ? new AppError('E2003', 'The password is wrong.') : codeNeeded(true);

  async function comparePassword(password: string): Promise<Use> {
    const user = await userReader.findById(store.read, viewer.userId);
    const isSame = await passwords.verify(user?.password_hash ?? null, password);
    return async () => isSame;
  }
  async function compareCode(code: GivenCode): Promise<Use> {
    const factor = await readSecondFactor(store.read, box, viewer.userId, code, clock.now());
    return factor ? factor.use : async () => false;
  }
}

type Use = (tx: WriteHandle) => Promise<boolean>;
