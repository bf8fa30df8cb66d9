import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

interface Page {
  rpId: string;
  origin: string;
}

interface Options {
  challenge: string;
}

const PRESENT_AND_VERIFIED = 0x05;
const WITH_CREDENTIAL = 0x40;

/** A passkey of ES256 as a phone would make it: WebAuthn Level 3, sections 6.1 (authenticator data) and 6.5 (attestation), COSE from RFC 9053. */
export function createSoftwareAuthenticator({ flags = PRESENT_AND_VERIFIED }: { flags?: number } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  const id = credentialId.toString('base64url');
  let count = 0;

  const clientData = (type: string, { challenge }: Options, { origin }: Page) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const head = (rpId: string, extraFlags: number) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(count);
    return Buffer.concat([sha256(rpId), Buffer.from([flags | extraFlags]), counter]);
  };

  return {
    id,
    /** Sets the count of signatures, as a copy of this authenticator would have it. */
    rewind(to: number) {
      count = to;
    },
    create(options: Options, page: Page) {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const cose = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ]);
      const length = Buffer.from([0, credentialId.length]);
      const authData = Buffer.concat([head(page.rpId, WITH_CREDENTIAL), Buffer.alloc(16), length, credentialId, cose]);
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.from([authData.length]),
        authData,
      ]);
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', options, page).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
        clientExtensionResults: {},
        authenticatorAttachment: 'platform',
      };
    },
    get(options: Options, page: Page) {
      count += 1;
      const authData = head(page.rpId, 0);
      const data = clientData('webauthn.get', options, page);
      const signature = createSign('sha256').update(authData).update(sha256(data)).sign(privateKey);
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: signature.toString('base64url'),
        },
        clientExtensionResults: {},
      };
    },
  };
}

function sha256(bytes: string | Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
