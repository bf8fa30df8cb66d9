/** Who or what a line of the printed transcript is from. */
type Source = 'you' | 'other' | 'reply' | 'push' | 'omi' | '!';

const SOURCE_WIDTH = 7;

/** Prints what happens as lines with the time of day, for people to read: `14:05:02  you    Hey Omi, what time is it?` */
export interface TranscriptPrinter {
  print(source: Source, text: string): void;
}

/** @param now wall time in milliseconds since 1970 @param timeZone an IANA name; the machine's own if absent */
export function createTranscriptPrinter(
  write: (line: string) => void,
  now: () => number,
  timeZone?: string,
): TranscriptPrinter {
  const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone });
  return {
    print(source, text) {
      const head = `${timeOfDay.format(now())}  ${source.padEnd(SOURCE_WIDTH)}`;
      const indent = ' '.repeat(head.length);
      write(`${head}${text.trim().replace(/\n(?=.)/g, `\n${indent}`)}`);
    },
  };
}
