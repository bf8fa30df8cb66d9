import { Command } from 'commander';
import type { Outcome } from './outcome.ts';
import type { Terminal } from './terminal.ts';

/** Where commands do their work: {@link perform} prints what comes of it, or what went wrong. */
export interface Stage {
  readonly terminal: Terminal;
  perform(options: { json?: boolean }, job: () => Promise<Outcome>): Promise<void>;
}

/** A command that does something, with what all of them have. */
export function leaf(name: string, description: string): Command {
  return new Command(name).description(description).option('--json', 'print one JSON object instead of text');
}
