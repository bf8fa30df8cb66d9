#!/usr/bin/env node
import './prepare-node.js';

const { runCli } = await import('./src/cli/run-cli.ts');
const { createTerminal } = await import('./src/cli/terminal.ts');
// Not process.exit: what was written must reach a pipe, and "start" goes on.
process.exitCode = await runCli(process.argv.slice(2), createTerminal());
