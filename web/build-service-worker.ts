import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const WORKER = 'service-worker.js';
/** Of what lies in `public`, that with which the page opens. */
const PUBLIC_FILES = ['favicon.svg', 'theme.js', 'manifest.webmanifest'];

/** Tells the service worker, which is an entry of the build, which files it keeps for when the server is away: those of the first screen. */
export function buildServiceWorker(): Plugin {
  return {
    name: 'build-service-worker',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle[WORKER];
        if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
        if (worker.imports.length > 0) throw new Error('the service worker must be one file');
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('the page was not built');
        const opening = [...String(page.source).matchAll(/(?:src|href)="[^"]*?(assets\/[^"]+)"/g)].map(
          (match) => match[1] ?? '',
        );
        const chunks = opening.flatMap((file) => importsOf(file));
        const words = Object.keys(bundle).filter((file) => /^assets\/(common|chat|chat-layout|markdown)-/.test(file));
        const font = Object.keys(bundle).filter((file) => /^assets\/inter-latin-wght.*woff2$/.test(file));
        const files = [
          ...new Set([
            'index.html',
            ...PUBLIC_FILES,
            ...opening,
            ...chunks,
            ...words.flatMap(importsOf),
            ...words,
            ...font,
          ]),
        ];
        const version = createHash('sha256')
          .update(files.join())
          .update(String(page.source))
          .digest('hex')
          .slice(0, 12);
        worker.code = worker.code
          .replaceAll('SHELL_FILES', JSON.stringify(files))
          .replaceAll('SHELL_VERSION', JSON.stringify(version));

        function importsOf(file: string): string[] {
          const chunk = bundle[file];
          return chunk?.type === 'chunk' ? chunk.imports.flatMap((name) => [name, ...importsOf(name)]) : [];
        }
      },
    },
  };
}
