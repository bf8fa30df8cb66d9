import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser';

/**
 * Lets the person's device make a passkey.
 * @param options what the server asks for
 * @throws Error `NotAllowedError` when they would rather not, `InvalidStateError` when the device has one already
 */
export async function makePasskey(options: Record<string, unknown>) {
  if (!isCreation(options)) throw new TypeError('the server asked for a passkey in a form that is none');
  const { id, rawId, response } = await startRegistration({ optionsJSON: options });
  const { clientDataJSON, attestationObject, transports } = response;
  return {
    id,
    rawId,
    type: 'public-key' as const,
    response: { clientDataJSON, attestationObject, ...(transports && { transports }) },
  };
}

function isCreation(
  options: Record<string, unknown>,
): options is Record<string, unknown> & PublicKeyCredentialCreationOptionsJSON {
  const { challenge, rp, user, pubKeyCredParams } = options;
  return typeof challenge === 'string' && isObject(rp) && isObject(user) && Array.isArray(pubKeyCredParams);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
