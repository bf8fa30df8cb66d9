import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Makes the package that can be published: `dist/` with JavaScript, types and a package file of its own. In this repository the sources themselves are
 * imported, so that nothing has to be built first. An argument names another folder than `dist`.
 */

const root = join(import.meta.dirname, '..');
const out = process.argv[2] ?? join(root, 'dist');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const tsc = join(root, '../node_modules/.bin/tsc');
const { status } = spawnSync(tsc, ['-p', join(root, 'tsconfig.build.json'), '--outDir', out], { stdio: 'inherit' });
if (status !== 0) process.exit(1);

copyFileSync(join(root, 'src/openapi.d.ts'), join(out, 'openapi.d.ts'));
copyFileSync(join(root, 'README.md'), join(out, 'README.md'));
copyFileSync(join(root, '../LICENSE'), join(out, 'LICENSE'));
const { name, version, description, license, type, dependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const exports = { '.': { types: './index.d.ts', default: './index.js' } };
const manifest = { name, version, description, license, type, exports, sideEffects: false, dependencies };
writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
