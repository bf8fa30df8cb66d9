import { DropdownMenu } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';

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

type MenuItemProps = ComponentProps<typeof DropdownMenu.Item> & { isDangerous?: boolean };

export function MenuItem({ isDangerous = false, ...props }: MenuItemProps) {
  return <DropdownMenu.Item className={`${ITEM} ${isDangerous ? 'text-danger' : ''}`} {...props} />;
}

export function MenuRadioItem(props: ComponentProps<typeof DropdownMenu.RadioItem>) {
  return <DropdownMenu.RadioItem className={`${ITEM} data-[state=checked]:bg-accent-soft`} {...props} />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-faint">{children}</DropdownMenu.Label>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1.5 h-px bg-line" />;
}
