import { text } from 'node:stream/consumers';

/** What a command sees of the world around it. */
export interface Terminal {
  readonly env: Record<string, string | undefined>;
  /** Whether a person watches standard error, so that progress is worth drawing. */
  readonly isWatched: boolean;
  /** One line of the answer. */
  say(line: string): void;
  /** One line that is not part of the answer: what went wrong, what to know. */
  warn(line: string): void;
  /** Everything on standard input, without the line end a shell adds. */
  readInput(): Promise<string>;
}

/** The terminal of this process. */
export function createTerminal(): Terminal {
  return {
    env: process.env,
    isWatched: process.stderr.isTTY,
    say: (line) => void process.stdout.write(`${line}\n`),
    warn: (line) => void process.stderr.write(`${line}\n`),
    readInput: async () => (await text(process.stdin)).replace(/\r?\n$/, ''),
  };
}
