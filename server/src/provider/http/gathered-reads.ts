import { StringDecoder } from 'node:string_decoder';

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

  /** Takes everything as one flat string: one decoding for each network read, not for each HTTP chunk in it. */
  take(): string {
    const [first] = this.#reads;
    const bytes = this.#reads.length === 1 && first ? first : Buffer.concat(this.#reads, this.#bytes);
    this.clear();
    return this.#utf8.write(bytes);
  }

  /** Takes everything and what is left of a cut character, which then never comes whole. */
  takeLast(): string {
    return this.take() + this.#utf8.end();
  }

  clear(): void {
    this.#reads = [];
    this.#bytes = 0;
  }
}
