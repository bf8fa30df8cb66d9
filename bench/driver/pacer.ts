interface PacedStream {
  frames: readonly Buffer[];
  next: number;
  write(frame: Buffer): void;
  end(): void;
}

/**
 * Hands out one frame per period to each of its streams from a single timer. The streams are spread over the period in slots of a
 * millisecond, as independent model servers would be. A late timer catches up, so the rate holds.
 */
export class Pacer {
  readonly #slots: Set<PacedStream>[];
  #placed = 0;
  #turned = 0;
  #startedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param framesPerSecond of each stream, at most 1000 */
  constructor(framesPerSecond: number) {
    this.#slots = Array.from({ length: Math.round(1000 / framesPerSecond) }, () => new Set());
  }

  /** Takes a stream in; its `write` is called for each frame, then `end`. The function it gives back takes the stream out early. */
  add(frames: readonly Buffer[], write: (frame: Buffer) => void, end: () => void): () => void {
    // 7 shares no factor with 50 or 1000 slots, so neighbours in time of arrival land far apart and all slots fill evenly.
    const slot = this.#slots[(this.#placed * 7) % this.#slots.length] ?? new Set();
    const stream = { frames, next: 0, write, end };
    this.#placed += 1;
    slot.add(stream);
    this.#run();
    return () => slot.delete(stream);
  }

  #run(): void {
    if (this.#timer !== undefined) return;
    this.#startedAt = performance.now();
    this.#turned = 0;
    this.#timer = setInterval(() => this.#turn(), 1);
  }

  #turn(): void {
    const dueMs = Math.floor(performance.now() - this.#startedAt);
    for (; this.#turned < dueMs; this.#turned += 1) {
      const slot = this.#slots[this.#turned % this.#slots.length];
      for (const stream of slot ?? []) {
        const frame = stream.frames[stream.next];
        stream.next += 1;
        if (frame !== undefined) stream.write(frame);
        if (stream.next >= stream.frames.length) {
          slot?.delete(stream);
          stream.end();
        }
      }
    }
    if (this.#slots.every((slot) => slot.size === 0)) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }
}
