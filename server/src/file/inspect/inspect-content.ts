import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';
import { FILE_LIMITS } from '../../kit/limits.ts';
import { cleanText } from '../../kit/text.ts';
import { decodeText } from './decode-text.ts';
import type { Inspection, Refusal } from './inspection.ts';
import { shortenText } from './shorten-text.ts';

/** What every model that sees takes, and every browser shows; an animated PNG is a PNG. */
const IMAGE_TYPES: Readonly<Record<string, string>> = {
  'image/png': 'image/png',
  'image/apng': 'image/png',
  'image/jpeg': 'image/jpeg',
  'image/webp': 'image/webp',
  'image/gif': 'image/gif',
};

/** Finds out what a content is from its bytes alone, and takes its text out. What it runs on may be made to hurt: run it where that does no harm. */
export async function inspectContent(content: Uint8Array): Promise<Inspection | { refusal: Refusal }> {
  const found = (await fileTypeFromBuffer(content))?.mime ?? '';
  const imageType = IMAGE_TYPES[found];
  if (imageType !== undefined) return inspectImage(content, imageType);
  if (found === 'application/pdf') return inspectPdf(content);
  const text = decodeText(content);
  // Whatever the text is, a page or a drawing: to whoever fetches it, it stays text.
  return text === undefined
    ? { refusal: 'unknown kind' }
    : { kind: 'text', mediaType: 'text/plain', text: keepable(text) };
}

function inspectImage(content: Uint8Array, mediaType: string): Inspection | { refusal: Refusal } {
  try {
    const { width, height } = imageSize(content);
    if (width * height > FILE_LIMITS.pixels) return { refusal: 'huge image' };
    return width > 0 && height > 0 ? { kind: 'image', mediaType, text: null } : { refusal: 'damaged image' };
  } catch {
    return { refusal: 'damaged image' };
  }
}

async function inspectPdf(content: Uint8Array): Promise<Inspection | { refusal: Refusal }> {
  const { readPdf } = await import('./read-pdf.ts');
  const read = await readPdf(content);
  return 'refusal' in read ? read : { kind: 'pdf', mediaType: 'application/pdf', text: keepable(read.text) };
}

function keepable(text: string): string {
  return shortenText(cleanText(text), FILE_LIMITS.textUnits);
}
