import { AppError } from '../errors.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';

let common: Promise<ReadonlySet<string>> | undefined;

/**
 * Refuses a password that is among the first that anybody tries (NIST SP 800-63B, 3.1.1.2): one of the most common ones, or the person's own e-mail
 * address. How it is capitalised does not count.
 * @param field where the password stood in the request
 * @throws AppError E1001
 */
export async function refuseCommonPassword(password: string, email: string | undefined, field: string): Promise<void> {
  common ??= loadCommon();
  const plain = password.normalize('NFKC').toLowerCase();
  const address = email?.toLowerCase();
  const isOwn = address !== undefined && (plain === address || plain === address.slice(0, address.lastIndexOf('@')));
  if (!isOwn && !(await common).has(plain)) return;
  const message = isOwn
    ? 'This password is your own e-mail address. Choose one that others do not know.'
    : 'This password is among the first that anybody tries. Choose another one: a few words that do not belong together are easy to keep.';
  throw new AppError('E1001', message, { details: [{ field: `body.${field}`, message: 'is too common' }] });
}

/** 18,000 passwords of the allowed length: 0.1 to 0.3 s and 4 MB at their first use, which most days of a server never see. */
async function loadCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(
    dictionary['passwords-common'].map(String).filter((word) => word.length >= ACCOUNT_LIMITS.passwordMinLength),
  );
}
