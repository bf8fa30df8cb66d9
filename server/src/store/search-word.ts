/** A word of a text, as it is compared, and where it stands in the text, in UTF-16 units. */
export interface PlacedWord {
  word: string;
  start: number;
  end: number;
}

/** Longer ones are encoded data; of them the beginning is compared. */
const MAX_WORD_UNITS = 64;
const ACCENTS = /[\u0300-\u036f]/g;
/** Scripts that put no space between words: each letter is a word there, and what is looked for is a row of them. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]][[\p{L}\p{N}\p{M}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]*/gv;
const ASCII_WORD = /[A-Za-z0-9]+/g;
const BEYOND_ASCII = /[^\p{ASCII}]/u;

/** The words of a text in their order, in lower case and without accents. */
export function listWords(text: string): string[] {
  return (text.match(wordOf(text)) ?? []).map(fold);
}

/** The same with their places, one by one: who found enough need not read on. */
export function* placeWords(text: string): Generator<PlacedWord> {
  for (const { 0: word, index: start } of text.matchAll(wordOf(text))) {
    yield { word: fold(word), start, end: start + word.length };
  }
}

/** Most texts are plain ASCII, for which a simple pattern takes a fifth of the time. */
function wordOf(text: string): RegExp {
  return BEYOND_ASCII.test(text) ? WORD : ASCII_WORD;
}

function fold(word: string): string {
  const lower = word.slice(0, MAX_WORD_UNITS).toLowerCase();
  if (!BEYOND_ASCII.test(lower)) return lower;
  return lower.normalize('NFD').replace(ACCENTS, '').normalize('NFC').toWellFormed();
}
