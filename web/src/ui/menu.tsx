import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { FloatProps } from './menu-button.tsx';

export const MenuRoot = DropdownMenu.Root;
export const MenuTrigger = DropdownMenu.Trigger;
export const MenuRadioGroup = DropdownMenu.RadioGroup;
export const MenuItemIndicator = DropdownMenu.ItemIndicator;

const ITEM =
  'flex min-h-9 cursor-default items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover';

type MenuContentProps = ComponentProps<typeof DropdownMenu.Content> & { isWide?: boolean };

export function MenuContent({ isWide = false, children, ...props }: MenuContentProps) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        sideOffset={6}
        collisionPadding={10}
        className={`appear z-50 max-h-[min(30rem,var(--radix-dropdown-menu-content-available-height))] overflow-y-auto rounded-xl border border-line bg-raised p-1.5 shadow-float ${isWide ? 'w-80 max-w-[calc(100vw-1.5rem)]' : 'min-w-48'}`}
        {...props}
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  );
}

interface MenuProps extends FloatProps, Pick<MenuContentProps, 'isWide' | 'align' | 'side' | 'children'> {
  /** What it offers, read out when it opens. */
  label: string;
}

/** The menu of a `MenuButton`. */
export function Menu({ onOpenChange, button, label, align = 'start', ...content }: MenuProps) {
  if (!button.current) return null;
  return (
    <DropdownMenu.Root open onOpenChange={onOpenChange} modal={false}>
      {createPortal(
        // Radix places a menu beside a trigger of its own; the button was there before Radix, so the trigger is laid over it.
        <DropdownMenu.Trigger asChild>
          <span aria-hidden="true" className="pointer-events-none absolute inset-0" />
        </DropdownMenu.Trigger>,
        button.current,
      )}
      <MenuContent
        align={align}
        aria-label={label}
        aria-labelledby={undefined}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          // Whoever pressed somewhere else is already there.
          if (document.activeElement === document.body || document.activeElement === null) button.current?.focus();
        }}
        {...content}
      />
    </DropdownMenu.Root>
  );
}

type MenuItemProps = ComponentProps<typeof DropdownMenu.Item> & { isDangerous?: boolean };

export function MenuItem({ isDangerous = false, ...props }: MenuItemProps) {
  return <DropdownMenu.Item className={`${ITEM} ${isDangerous ? 'text-danger' : ''}`} {...props} />;
}

export function MenuRadioItem(props: ComponentProps<typeof DropdownMenu.RadioItem>) {
  return <DropdownMenu.RadioItem className={`${ITEM} data-[state=checked]:bg-accent-soft`} {...props} />;
}

export function MenuCheckboxItem({ children, ...props }: ComponentProps<typeof DropdownMenu.CheckboxItem>) {
  return (
    <DropdownMenu.CheckboxItem className={ITEM} onSelect={(event) => event.preventDefault()} {...props}>
      <span className="min-w-0 flex-1">{children}</span>
      <span className="flex w-4 shrink-0 justify-end text-accent">
        <DropdownMenu.ItemIndicator>
          <Check size={15} />
        </DropdownMenu.ItemIndicator>
      </span>
    </DropdownMenu.CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-faint">{children}</DropdownMenu.Label>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1.5 h-px bg-line" />;
}
