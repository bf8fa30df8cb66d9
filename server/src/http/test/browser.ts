/** As much of a browser as a sign-in needs: it keeps cookies by host and path, and shows where it is sent. */
export function createBrowser() {
  const jar = new Map<string, { host: string; path: string; pair: string }>();

  async function open(url: string, init: RequestInit = {}): Promise<Response> {
    const { host, pathname } = new URL(url);
    const pairs = [...jar.values()].filter((c) => c.host === host && pathname.startsWith(c.path)).map((c) => c.pair);
    const headers = new Headers(init.headers);
    if (pairs.length > 0) headers.set('cookie', pairs.join('; '));
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? '/';
      const key = `${host}${path}${pair.split('=')[0]}`;
      if (pair.endsWith('=') || attributes.some((part) => /^expires=thu, 01 jan 1970/i.test(part))) jar.delete(key);
      else jar.set(key, { host, path, pair });
    }
    return answer;
  }

  return {
    open,
    /** Follows redirects until one leads to where `isEnd` says, and gives that address; `undefined` when they stop before. */
    async follow(url: string, isEnd: (location: string) => boolean): Promise<string | undefined> {
      let next: string | undefined = url;
      for (let hops = 0; next !== undefined && hops < 15; hops += 1) {
        const location: string | null = (await open(next)).headers.get('location');
        next = location === null ? undefined : new URL(location, next).href;
        if (next !== undefined && isEnd(next)) return next;
      }
      return undefined;
    },
    cookie: (name: string) => [...jar.values()].find(({ pair }) => pair.startsWith(`${name}=`))?.pair,
  };
}
