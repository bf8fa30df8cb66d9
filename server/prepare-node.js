// Plain JavaScript without names that an older Node.js lacks, so that it can still say that it is too old.
import * as nodeModule from 'node:module';
import { join } from 'node:path';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `OmniAI needs Node.js 24 or newer, this is ${process.versions.node}. "npm start" and "npm run omniai" bring their own on Linux and Windows; elsewhere install Node.js 24.\n`,
  );
  process.exit(1);
}

// Stripping the types of the sources and compiling the libraries takes most of a start; both are kept for the next one.
nodeModule.enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/omniai'));

// Whoever read along may be gone, as in "omniai --help | head -1": what is said to nobody stops nothing.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
