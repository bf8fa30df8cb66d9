export interface RuntimeConfig {
  /** Where the server is: an origin (and path prefix) without a slash at its end; empty when it is the page's own. */
  apiBaseUrl: string;
}

/**
 * Reads `runtime-config.json` beside the page. A page served by its own server needs none, so an absent or unreadable file
 * means the page's own origin.
 */
export async function loadRuntimeConfig(): Promise<RuntimeConfig> {
  const fallback: RuntimeConfig = { apiBaseUrl: '' };
  try {
    const response = await fetch(`${import.meta.env.BASE_URL}runtime-config.json`, { cache: 'no-cache' });
    const body: unknown = await response.json();
    return hasBaseUrl(body) ? { apiBaseUrl: body.apiBaseUrl.replace(/\/+$/, '') } : fallback;
  } catch {
    // No such file, or the server is away: the page's own origin is the only address left to try.
    return fallback;
  }
}

function hasBaseUrl(body: unknown): body is RuntimeConfig {
  return typeof body === 'object' && body !== null && 'apiBaseUrl' in body && typeof body.apiBaseUrl === 'string';
}
