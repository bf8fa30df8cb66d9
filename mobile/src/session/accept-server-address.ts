/**
 * The server a person has typed or scanned: its origin, and its path prefix where it has one, without a slash at the end. The web app's settings show
 * exactly this as a QR code. Undefined for what is no address.
 *
 * Without a scheme, a name of the internet means https; what can only be at home (an IP address, `localhost`, `.local`, a single word) means http.
 */
export function acceptServerAddress(typed: string): string | undefined {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return undefined;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const address = hasScheme ? text : `${isAtHome(text) ? 'http' : 'https'}://${text}`;
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, hostname, pathname, username } = new URL(address);
  if (!['http:', 'https:'].includes(protocol) || hostname === '' || username !== '') return undefined;
  // The page's own address is what people copy; the server is above it.
  const prefix = pathname.replace(/\/app(\/.*)?$/, '').replace(/\/+$/, '');
  return `${protocol}//${host}${prefix}`;
}

function isAtHome(text: string): boolean {
  const host = (text.startsWith('[') ? text.slice(0, text.indexOf(']') + 1) : text.split(/[/:]/)[0]) ?? '';
  return (
    host.startsWith('[') || /^[\d.]+$/.test(host) || !host.includes('.') || /\.(local|lan|home|internal)$/i.test(host)
  );
}
