import type { ReactNode } from 'react';

interface AuthLinkProps {
  to: 'sign-in' | 'register' | 'forgot';
  children: ReactNode;
}

/** A way from one screen before sign-in to another. */
export function AuthLink({ to, children }: AuthLinkProps) {
  return (
    <a className="w-fit text-sm text-accent underline underline-offset-3" href={`${import.meta.env.BASE_URL}${to}`}>
      {children}
    </a>
  );
}
