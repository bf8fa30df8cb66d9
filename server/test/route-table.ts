import type { HttpServer } from '../src/http/http-server.ts';

const DEPTH_UNITS = 4;

/**
 * Every route of a server as `METHOD /path`, read from the router itself, so that none can be forgotten.
 * @param server must be ready
 */
export function listRoutes(server: HttpServer): string[] {
  const routes: string[] = [];
  const prefixes: string[] = [];
  for (const line of server.printRoutes({ commonPrefix: false }).split('\n')) {
    const found = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (!found) continue;
    const [, indent = '', part = '', methods = ''] = found;
    const depth = indent.length / DEPTH_UNITS;
    const path = (depth === 0 ? '' : (prefixes[depth - 1] ?? '')) + part;
    prefixes[depth] = path;
    for (const method of methods.split(', ').filter((name) => name !== '')) routes.push(`${method} ${path}`);
  }
  return routes.sort();
}
