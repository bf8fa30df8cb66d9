import { Command } from 'cmdk';
import type { ReactNode } from 'react';

interface PaletteGroupProps {
  heading: string;
  isShown: boolean;
  children: ReactNode;
}

export function PaletteGroup({ heading, isShown, children }: PaletteGroupProps) {
  if (!isShown) return null;
  return (
    <Command.Group
      heading={heading}
      className="pb-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint"
    >
      {children}
    </Command.Group>
  );
}

interface PaletteItemProps {
  /** What tells it apart from all others. */
  value: string;
  icon: ReactNode;
  onSelect(): void;
  children: ReactNode;
}

export function PaletteItem({ value, icon, onSelect, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-10 cursor-default items-center gap-3 rounded-lg px-2.5 py-2 text-sm select-none data-[selected=true]:bg-hover"
    >
      <span className="shrink-0 text-soft" aria-hidden="true">
        {icon}
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </Command.Item>
  );
}
