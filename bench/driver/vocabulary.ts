const size = 50_000;
const letters = 'etaoinshrdlucmfwypvbgkjqxz';

/** Numbers in [0, 1), the same ones for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Made-up words that come as often as those of a language: the second most common one half as often as the first (Zipf). */
export function createVocabulary(random: () => number) {
  const words = Array.from({ length: size }, (_, i) => createWord(i));
  const sums = new Float64Array(size);
  let total = 0;
  for (let i = 0; i < size; i += 1) {
    total += 1 / (i + 2.7);
    sums[i] = total;
  }
  const pick = (): string => {
    const wanted = random() * total;
    let [low, high] = [0, size - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? '';
  };
  return { words, sentence: (length: number) => Array.from({ length }, pick).join(' ') };
}

/** Common words are short; each is the only one of its spelling. */
function createWord(rank: number): string {
  let word = '';
  for (let rest = rank + letters.length; rest > 0; rest = Math.floor(rest / letters.length)) {
    word += letters[(rest * 7 + word.length * 11) % letters.length];
  }
  return word + (rank > 200 ? (letters[rank % 5] ?? '') : '');
}
