import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

interface SegmentedProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string; icon: ReactNode }[];
  value: Value;
  onChange(value: Value): void;
}

/** One of a few, side by side, inside a menu that stays open. */
export function Segmented<Value extends string>({ label, options, value, onChange }: SegmentedProps<Value>) {
  return (
    <DropdownMenu.RadioGroup value={value} aria-label={label} className="mx-1 flex rounded-lg bg-panel p-0.5">
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          onSelect={(event) => {
            event.preventDefault();
            onChange(option.value);
          }}
          className="flex h-8 flex-1 cursor-default items-center justify-center gap-1.5 rounded-md text-[0.8125rem] text-soft outline-none select-none data-highlighted:text-ink data-highlighted:ring-2 data-highlighted:ring-accent data-[state=checked]:bg-raised data-[state=checked]:text-ink data-[state=checked]:shadow-sm"
        >
          {option.icon}
          {option.label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
