import { toSpokenText } from './to-spoken-text.ts';

/** Browsers break off what is long; sentences they read to their end. */
const MAX_UNITS = 220;
/** Some browsers have to look for their voices first. */
const VOICES_WITHIN_MS = 1_500;

/**
 * A voice for a language: one of this device where there is one, because others send what they read to the browser's maker.
 * @returns undefined where the browser has none
 */
export async function findVoice(language: string): Promise<SpeechSynthesisVoice | undefined> {
  const [wanted = language] = language.toLowerCase().split('-');
  const voices = (await listVoices()).filter(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === wanted);
  const rank = ({ localService, default: isDefault }: SpeechSynthesisVoice) =>
    Number(!localService) * 2 + Number(!isDefault);
  return voices.toSorted((a, b) => rank(a) - rank(b))[0];
}

/**
 * Reads an answer aloud.
 * @param onEnd it has come to its end, or could not go on; not called after it was stopped
 * @returns stops it
 */
export function readAloud(markdown: string, voice: SpeechSynthesisVoice, onEnd: () => void): () => void {
  const parts = toParts(toSpokenText(markdown), voice.lang);
  let isStopped = false;
  const next = () => {
    const part = parts.shift();
    if (isStopped) return;
    if (part === undefined) return onEnd();
    const utterance = new SpeechSynthesisUtterance(part);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = next;
    utterance.onerror = () => !isStopped && onEnd();
    speechSynthesis.speak(utterance);
  };
  speechSynthesis.cancel();
  next();
  return () => {
    isStopped = true;
    speechSynthesis.cancel();
  };
}

function listVoices(): Promise<SpeechSynthesisVoice[]> {
  const voices = speechSynthesis.getVoices();
  if (voices.length > 0) return Promise.resolve(voices);
  const { promise, resolve } = Promise.withResolvers<SpeechSynthesisVoice[]>();
  const done = () => resolve(speechSynthesis.getVoices());
  speechSynthesis.addEventListener('voiceschanged', done, { once: true });
  setTimeout(done, VOICES_WITHIN_MS);
  return promise;
}

/** Sentences, as many together as are not too long. */
function toParts(text: string, language: string): string[] {
  const parts: string[] = [];
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + segment.length <= MAX_UNITS) parts[parts.length - 1] = last + segment;
    else parts.push(segment);
  }
  return parts;
}
