import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type FileServer, startFileServer } from '../../e2e/driver/start-file-server.ts';

/** A plain web server with the exported app in `folder`; what is no file is a place within the app. */
export const startAppServer = (folder: string): Promise<FileServer> =>
  startFileServer((path) => readFile(join(folder, extname(path) === '' ? 'index.html' : path)));
