import { StringDecoder } from 'node:string_decoder';

/** Strings of 128 KB and more would stand outside V8's young generation, as garbage for long. */
const MAX_TAKEN_BYTES = 32_768;

/** Network reads of one body that nobody has taken yet. Characters that are cut in two between reads come out whole. */
export class GatheredReads {
  readonly #utf8 = new StringDecoder('utf8');
  #reads: Buffer[] = [];
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  push(read: Buffer): void {
    this.#reads.push(read);
    this.#bytes += read.length;
  }

  /** Takes the next part as one flat string: one decoding for many HTTP chunks. */
  take(): string {
    const [first] = this.#reads;
    const bytes = this.#reads.length === 1 && first ? first : Buffer.concat(this.#reads, this.#bytes);
    this.clear();
    if (bytes.length <= MAX_TAKEN_BYTES) return this.#utf8.write(bytes);
    this.push(bytes.subarray(MAX_TAKEN_BYTES));
    return this.#utf8.write(bytes.subarray(0, MAX_TAKEN_BYTES));
  }

  /** Takes everything and what is left of a cut character, which then never comes whole. */
  takeLast(): string {
    let text = '';
    while (this.#bytes > 0) text += this.take();
    return text + this.#utf8.end();
  }

  clear(): void {
    this.#reads.length = 0;
    this.#bytes = 0;
  }
}
