import { acceptInvite, type Invite } from './accept-invite.ts';
import { acceptServerAddress } from './accept-server-address.ts';

/** Where a link from outside leads. `server`: undefined where the link does not say which one it means. */
export type Link = { kind: 'conversation'; id: string; server: string | undefined } | ({ kind: 'invite' } & Invite);

/**
 * A link as it is opened on the phone: the app's own (`omniai://c/ID`, `omniai://invite/CODE`, both with `?server=https://host` where the server matters),
 * or an address of the web app (`https://host/app/c/ID`, `https://host/app/register?invite=CODE`). Undefined for anything else.
 */
export function acceptLink(address: string): Link | undefined {
  if (!URL.canParse(address)) return undefined;
  const invite = acceptInvite(address);
  if (invite) return { kind: 'invite', ...invite };
  const [, own] = /^omniai:\/*c\/([^/?#]+)/i.exec(address) ?? [];
  if (own !== undefined) {
    const named = new URL(address).searchParams.get('server');
    return { kind: 'conversation', id: own, server: named === null ? undefined : acceptServerAddress(named) };
  }
  const [, id] = /^https?:\/\/[^?#]*\/app\/c\/([^/?#]+)/i.exec(address) ?? [];
  return id === undefined ? undefined : { kind: 'conversation', id, server: acceptServerAddress(address) };
}
