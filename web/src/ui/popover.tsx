import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import type { FloatProps } from './menu-button.tsx';

interface PopoverProps extends FloatProps {
  /** Read out when it opens. */
  label: string;
  children: ReactNode;
}

/** A panel beside a `MenuButton` with more in it than a menu may have. */
export function Popover({ onOpenChange, button, label, children }: PopoverProps) {
  return (
    <Radix.Root open onOpenChange={onOpenChange}>
      <Radix.Anchor virtualRef={{ current: { getBoundingClientRect: () => rectOf(button) } }} />
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={6}
          collisionPadding={10}
          aria-label={label}
          // A field that takes the focus by itself raises the keyboard of a phone over what is to be chosen.
          onOpenAutoFocus={(event) => matchMedia('(pointer: coarse)').matches && event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            button.current?.focus();
          }}
          className="appear z-50 w-88 max-w-[calc(100vw-1.25rem)] overflow-hidden rounded-xl border border-line bg-raised shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function rectOf(button: FloatProps['button']): DOMRect {
  return button.current?.getBoundingClientRect() ?? new DOMRect();
}
