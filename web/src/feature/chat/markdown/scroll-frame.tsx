import type { ReactNode } from 'react';

interface ScrollFrameProps {
  label: string;
  className: string;
  children: ReactNode;
}

/** Something wider than the page, which scrolls by itself and can be reached by keyboard for that. */
export function ScrollFrame({ label, className, children }: ScrollFrameProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the arrow keys could not scroll here
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
