/** What every authenticator app assumes where an address says nothing else: RFC 6238 with SHA-1, six digits, thirty seconds. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const ISSUER = 'OmniAI';
/** RFC 4226 wants at least 128 bits and recommends 160. */
const SECRET_BYTES = 20;

/** A new secret as an authenticator takes it. */
export interface NewTotp {
  /** Base32, to be typed where nothing can be scanned. */
  secret: string;
  otpauthUrl: string;
  /** The address as a QR code: an SVG document. */
  qrSvg: string;
}

/** @param label how the person finds the entry in their app: their e-mail address */
export async function createTotp(label: string): Promise<NewTotp> {
  const [{ Secret, TOTP }, { renderSVG }] = await Promise.all([import('otpauth'), import('uqr')]);
  const secret = new Secret({ size: SECRET_BYTES });
  const otpauthUrl = new TOTP({ ...FORM, issuer: ISSUER, label, secret }).toString();
  return { secret: secret.base32, otpauthUrl, qrSvg: renderSVG(otpauthUrl) };
}

/**
 * The time step whose code this is, at most one step (30 s) off for clocks that differ; undefined for a wrong code.
 * @param code as typed: spaces do not count
 */
export async function findTotpStep(secret: string, code: string, now: number): Promise<number | undefined> {
  const token = code.replace(/\s/g, '');
  // The library throws where letters take more than a byte.
  if (!/^[0-9]+$/.test(token)) return undefined;
  const { Secret, TOTP } = await import('otpauth');
  const delta = TOTP.validate({ ...FORM, token, secret: Secret.fromBase32(secret), timestamp: now, window: 1 });
  return delta === null ? undefined : TOTP.counter({ period: FORM.period, timestamp: now }) + delta;
}
