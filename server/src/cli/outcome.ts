/** What a command came to: the same facts for a program and for a person. */
export interface Outcome {
  /** What `--json` prints beside `ok`. */
  data: Record<string, unknown>;
  lines: readonly string[];
  /** The command worked, but what it found is bad: exit code 1. */
  isBad?: boolean;
}
