/** What is used of the browser's own speech recognition, which no type of TypeScript describes. */
export interface SpeechRecognizer {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  /** Whether nothing of what is said may leave the device; only newer browsers know it. */
  processLocally?: boolean;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

interface Recognition {
  new (): SpeechRecognizer;
  /** Newer browsers say whether they can. */
  available?(wish: { langs: string[]; processLocally: boolean }): Promise<string>;
}

/** Undefined in a browser that has none. */
export function findSpeechRecognition(): Recognition | undefined {
  const found: unknown = Reflect.get(window, 'SpeechRecognition') ?? Reflect.get(window, 'webkitSpeechRecognition');
  return isRecognition(found) ? found : undefined;
}

/** Whether this language is recognised on the device itself, with what is there already. Most browsers send what they hear to their maker. */
export async function recognisesHere(Recognition: Recognition, language: string): Promise<boolean> {
  try {
    return (await Recognition.available?.({ langs: [language], processLocally: true })) === 'available';
  } catch {
    return false; // It has the question, and no answer for this language.
  }
}

function isRecognition(value: unknown): value is Recognition {
  return typeof value === 'function';
}
