/** What a typed code is sent as: six digits come from an authenticator app, everything else is a recovery code. */
export function toSecondFactorBody(code: string): { totp_code?: string; recovery_code?: string } {
  const typed = code.trim();
  if (typed === '') return {};
  return /^\d{6}$/.test(typed.replace(/\s/g, '')) ? { totp_code: typed } : { recovery_code: typed };
}
