import { acceptServerAddress } from './accept-server-address.ts';

export interface Invite {
  /** Undefined where the link does not say which server it is for. */
  server: string | undefined;
  code: string;
}

/**
 * An invite as it is sent: the web app's link (`https://host/app/register?invite=CODE`), or the app's own
 * (`omniai://invite/CODE?server=https://host`).
 */
export function acceptInvite(link: string): Invite | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  const named = url.searchParams.get('server');
  if (url.protocol === 'omniai:') {
    const [, code] = /^omniai:\/*invite\/([^/?#]+)/i.exec(link) ?? [];
    return code === undefined ? undefined : toInvite(code, named === null ? undefined : acceptServerAddress(named));
  }
  const code = new URLSearchParams(url.hash.slice(1)).get('invite') ?? url.searchParams.get('invite');
  return code === null ? undefined : toInvite(code, acceptServerAddress(link));
}

function toInvite(code: string, server: string | undefined): Invite | undefined {
  return code.trim() === '' ? undefined : { server, code: decodeURIComponent(code) };
}
