/**
 * The address below which an OpenAI-like interface stands, without a slash at its end: a bare host gets `/v1`, the path of one of its
 * requests is taken off.
 * @throws TypeError when `baseUrl` is not an http(s) URL
 */
export function toVersionedUrl(baseUrl: string): URL {
  const url = new URL(baseUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TypeError(`${baseUrl} is not an http(s) address`);
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/(chat\/completions|responses|models)$/, '') || '/v1';
  return url;
}
