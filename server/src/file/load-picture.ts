import { buffer } from 'node:stream/consumers';
import { LRUCache } from 'lru-cache';
import { AppError } from '../errors.ts';
import { createQueue } from '../kit/create-queue.ts';
import { FILE_LIMITS } from '../kit/limits.ts';
import type { BlobStore } from './blob-store.ts';

/**
 * Gives a stored picture as models see it: its pixels alone, the right way up. What its camera wrote into it, time and place among it, stays here.
 * @param key of its content
 * @throws AppError E1001 when it is damaged, E1007 when too many wait
 */
export type LoadPicture = (key: string) => Promise<Uint8Array>;

/** Pixels of the longer side. OpenAI looks at 2,048 at most, Anthropic at 1,568; what is larger only takes longer to send. */
const LONGEST_SIDE = 2_048;
/** Of JPEG and WebP: nobody sees the difference. */
const QUALITY = 90;

/** Every answer of a conversation shows its pictures again, so the last ones stay ready. */
export function createLoadPicture(blobs: Pick<BlobStore, 'open'>): LoadPicture {
  const queue = createQueue(FILE_LIMITS.picturesAtOnce, FILE_LIMITS.waitingPictures, () => {
    throw new AppError('E1007', 'Too many pictures are being read. Try again shortly.', { retryAfterS: 5 });
  });
  const ready = new LRUCache<string, Uint8Array>({
    maxSize: FILE_LIMITS.readyPictureBytes,
    sizeCalculation: ({ byteLength }) => byteLength,
    fetchMethod: (key) => queue(async () => draw(await buffer(await blobs.open(key)))),
  });
  return (key) => ready.forceFetch(key);
}

/** The same kind of picture, of its first frame where it moves. */
async function draw(content: Uint8Array): Promise<Uint8Array> {
  // Most servers never see a picture, and it brings 20 MB of code.
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  try {
    return await sharp(content, { limitInputPixels: FILE_LIMITS.pixels, failOn: 'none' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: QUALITY, force: false })
      .webp({ quality: QUALITY, force: false })
      .toBuffer();
  } catch (cause) {
    throw new AppError(
      'E1001',
      'A picture of this conversation is damaged. Edit the message that it came with, and send another.',
      { cause },
    );
  }
}
