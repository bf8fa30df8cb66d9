import { readOptions, USAGE } from './read-options.ts';
import { runSimulator } from './run-simulator.ts';
import { SimulatorError } from './simulator-error.ts';

const write = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options) await runSimulator(options, process.stdin, write);
  else write(USAGE);
} catch (error) {
  if (!(error instanceof SimulatorError)) throw error;
  process.stderr.write(`${error.message}\n“npm run omi:simulate -- --help” shows every option.\n`);
  process.exitCode = 1;
}
