/** The host a link leads to, or undefined when it leads nowhere a browser may be sent: only http, https and mailto live. */
export function findLinkHost(href: string | undefined): string | undefined {
  if (href === undefined || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  if (url.protocol === 'mailto:') return url.pathname;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  return url.host.replace(/^www\./, '');
}
