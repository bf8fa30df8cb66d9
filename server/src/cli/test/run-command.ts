import { runCli } from '../run-cli.ts';

interface Ran {
  exitCode: number;
  /** What went to standard output. */
  said: string;
  /** What went to standard error. */
  warned: string;
  /** The object that `--json` printed. */
  json: Record<string, unknown>;
}

/** Runs one command line in this process, with these settings and nothing else of our environment. */
export async function runCommand(env: Record<string, string>, args: readonly string[], input = ''): Promise<Ran> {
  const said: string[] = [];
  const warned: string[] = [];
  const exitCode = await runCli(args, {
    env,
    isWatched: false,
    say: (line) => void said.push(line),
    warn: (line) => void warned.push(line),
    readInput: async () => input,
  });
  return {
    exitCode,
    said: said.join('\n'),
    warned: warned.join('\n'),
    json: args.includes('--json') && exitCode !== 2 ? JSON.parse(said.join('')) : {},
  };
}
