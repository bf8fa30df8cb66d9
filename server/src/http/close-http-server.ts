import type { HttpServer } from './http-server.ts';

/** How long the last bytes of answers may take; with the time that running answers get, below the 30 s of usual supervisors. */
const LAST_BYTES_MS = 5_000;
/** How often connections that have fallen idle are looked for. */
const LOOK_EVERY_MS = 50;

/**
 * Takes nobody new, sends what is under way to its end and closes. By itself Node keeps a connection that falls idle only now for as long as any
 * other (72 s), and one whose reader never reads for ever.
 */
export async function closeHttpServer(server: HttpServer): Promise<void> {
  const { server: http } = server;
  const look = setInterval(() => http.closeIdleConnections(), LOOK_EVERY_MS);
  const cut = setTimeout(() => http.closeAllConnections(), LAST_BYTES_MS);
  try {
    await server.close();
  } finally {
    clearInterval(look);
    clearTimeout(cut);
  }
}
