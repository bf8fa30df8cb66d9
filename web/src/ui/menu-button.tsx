import { type ComponentProps, type ReactNode, type RefObject, Suspense, useRef, useState } from 'react';

/** What a button opens, a menu or a panel. It exists only while it is open, in a module that is fetched when it is first wanted. */
export interface FloatProps {
  onOpenChange(isOpen: boolean): void;
  /** What it stands beside, and where the focus goes back to. */
  button: RefObject<HTMLButtonElement | null>;
}

type MenuButtonProps = Omit<ComponentProps<'button'>, 'ref' | 'content' | 'onClick' | 'onPointerDown' | 'onKeyDown'> & {
  /** Where it shows only a picture. */
  label?: string;
  /** What kind of thing it opens. */
  kind?: 'menu' | 'dialog';
  /** A component made with `lazy`. */
  content(float: FloatProps): ReactNode;
};

/** A button that opens something beside itself, which costs nothing until it is opened. */
export function MenuButton({ label, kind = 'menu', content, className = '', ...props }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const wasOpenAtPress = useRef(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup={kind}
        aria-expanded={isOpen}
        data-state={isOpen ? 'open' : 'closed'}
        className={`relative ${className}`}
        // A press outside closes what is open, also this one: it must not open it again.
        onPointerDown={() => {
          wasOpenAtPress.current = isOpen;
        }}
        onClick={() => {
          if (!wasOpenAtPress.current) setOpen(true);
          wasOpenAtPress.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || kind !== 'menu') return;
          event.preventDefault();
          setOpen(true);
        }}
        {...props}
      />
      {isOpen && <Suspense fallback={null}>{content({ onOpenChange: setOpen, button })}</Suspense>}
    </>
  );
}
