import type { ReactNode } from 'react';
import { findLinkHost } from './link-host.ts';

interface SafeLinkProps {
  href: string | undefined;
  children?: ReactNode;
}

/** A link that says where it leads. One that leads nowhere safe is only its words. */
export function SafeLink({ href, children }: SafeLinkProps) {
  const host = findLinkHost(href);
  if (host === undefined) return <span>{children}</span>;
  const isSelfEvident = typeof children === 'string' && children.includes(host);
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" title={href}>
      {children}
      {!isSelfEvident && <span className="text-[0.8125em] text-soft"> ({host})</span>}
    </a>
  );
}
