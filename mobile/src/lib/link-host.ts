/** The host a link leads to, or undefined when it leads nowhere a browser may be sent: only http, https and mailto live. */
export function findLinkHost(href: string | undefined): string | undefined {
  // Without its slashes, `https:evil.example` is no address of its own.
  if (href === undefined || !/^(https?:\/\/|mailto:)/i.test(href) || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  if (url.protocol === 'mailto:') return url.pathname;
  return url.host.replace(/^www\./, '');
}
