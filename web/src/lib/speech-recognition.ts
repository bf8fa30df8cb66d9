/** What is used of the browser's own speech recognition, which no type of TypeScript describes. */
export interface SpeechRecognizer {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

/** Undefined in a browser that has none. */
export function findSpeechRecognition(): (new () => SpeechRecognizer) | undefined {
  const found: unknown = Reflect.get(window, 'SpeechRecognition') ?? Reflect.get(window, 'webkitSpeechRecognition');
  return isRecognition(found) ? found : undefined;
}

function isRecognition(value: unknown): value is new () => SpeechRecognizer {
  return typeof value === 'function';
}
