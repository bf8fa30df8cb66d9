import { acceptLink } from '../session/accept-link.ts';

/** What the system wants opened, as a place within the app. Called before anything is drawn, so it must not throw. @param path a whole link */
export function redirectSystemPath({ path }: { path: string; initial: boolean }): string {
  const link = acceptLink(path);
  if (!link) return path;
  const query = link.server === undefined ? '' : `?server=${encodeURIComponent(link.server)}`;
  return link.kind === 'invite'
    ? `/invite/${encodeURIComponent(link.code)}${query}`
    : `/c/${encodeURIComponent(link.id)}${query}`;
}
