import type { MessageId, UserId } from '../kit/id.ts';
import { FILE_LIMITS } from '../kit/limits.ts';
import { type AttachedFile, attachedFilesSchema } from '../store/attached-file.ts';
import { type AttachedFileRow, fileReader } from '../store/file-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { quoteFile } from './quote-file.ts';

/** A picture of a prompt. Its bytes are there when the model is asked, not before. */
export interface PromptImage {
  media_type: string;
  bytes: Uint8Array;
}

/** A message as a model reads it. */
interface ReadMessage {
  /** What stands in its text files, then its text. */
  text: string;
  images: PromptImage[];
}

interface PromptFilesParts {
  db: ReadHandle;
  owner: UserId;
  /** Of the model; null when it is not known. */
  contextLength: number | null;
  /** False only where it is known that the model sees nothing. */
  takesImages: boolean;
  countTokens: (text: string) => number;
}

/** Of a context that is not known. */
const USUAL_CONTEXT_TOKENS = 32_768;

/**
 * Reads the files of one prompt's messages, the newest message first: as many pictures as a vendor takes, and as much text as the context holds. A
 * message's files fill at most half of it. What is left out is said where it would stand. A message without files costs nothing.
 */
export class PromptFiles {
  readonly #parts: PromptFilesParts;
  readonly #pictures: { image: PromptImage; key: string }[] = [];
  #tokensLeft: number;
  #imageBytesLeft: number = FILE_LIMITS.imageBytesPerPrompt;

  constructor(parts: PromptFilesParts) {
    this.#parts = parts;
    this.#tokensLeft = parts.contextLength ?? USUAL_CONTEXT_TOKENS;
  }

  /** The pictures to load before the model is asked, each with the key of its content. */
  get pictures(): readonly { image: PromptImage; key: string }[] {
    return this.#pictures;
  }

  async read(message: { id: MessageId; text: string; files: string | null }): Promise<ReadMessage> {
    if (message.files === null) return { text: message.text, images: [] };
    const attached = attachedFilesSchema.parse(JSON.parse(message.files));
    const rows = await fileReader.ofMessage(this.#parts.db, this.#parts.owner, message.id);
    const texts: string[] = [];
    const images: PromptImage[] = [];
    let left = this.#half();
    for (const [index, file] of attached.entries()) {
      const row = rows.find(({ id }) => id === file.id);
      const image = row?.kind === 'image' ? this.#takeImage(row) : undefined;
      if (image) images.push(image);
      else {
        const share = Math.floor(left / (attached.length - index));
        const text = this.#toText(file, row, share);
        const tokens = this.#parts.countTokens(text);
        left -= tokens;
        this.#tokensLeft -= tokens;
        texts.push(text);
      }
    }
    return { text: [...texts, message.text].filter((part) => part !== '').join('\n\n'), images };
  }

  #half(): number {
    const { contextLength } = this.#parts;
    return Math.max(0, Math.min(this.#tokensLeft, Math.floor((contextLength ?? USUAL_CONTEXT_TOKENS) / 2)));
  }

  #toText(file: AttachedFile, row: AttachedFileRow | undefined, maxTokens: number): string {
    if (!row) return `[The file ${JSON.stringify(file.name)} was deleted.]`;
    if (row.text === null) return `[The picture ${JSON.stringify(file.name)} is not shown to you.]`;
    return quoteFile({ ...row, text: row.text }, maxTokens, this.#parts.countTokens);
  }

  #takeImage({ media_type, key, bytes }: AttachedFileRow): PromptImage | undefined {
    const isFull = this.#pictures.length >= FILE_LIMITS.imagesPerPrompt || bytes > this.#imageBytesLeft;
    if (!this.#parts.takesImages || isFull) return undefined;
    this.#imageBytesLeft -= bytes;
    const image: PromptImage = { media_type, bytes: new Uint8Array() };
    this.#pictures.push({ image, key });
    return image;
  }
}
