import type { Image } from './spec.ts';

/** The image as a `data:` URL, the form in which it travels within JSON. */
export function toDataUrl({ media_type: type, bytes }: Image): string {
  return `data:${type};base64,${toBase64(bytes)}`;
}

/** Standard base64, padded. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
