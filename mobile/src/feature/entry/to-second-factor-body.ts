/** What a typed code is sent as: six digits come from an authenticator app, everything else is a recovery code. */
export function toSecondFactorBody(code: string): { totp_code?: string; recovery_code?: string } {
  const typed = code.trim();
  if (typed === '') return {};
  const digits = typed.replace(/\s/g, '');
  return /^\d{6}$/.test(digits) ? { totp_code: digits } : { recovery_code: typed };
}
