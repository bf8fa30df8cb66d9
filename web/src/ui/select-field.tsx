import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';

type SelectFieldProps = ComponentProps<'select'> & {
  label: string;
  /** Shown below the field and read with it. */
  hint?: ReactNode;
};

/** One of several, in the device's own list. Its options are its children. */
export function SelectField({ label, hint, children, ...props }: SelectFieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-[0.8125rem] font-medium">
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          aria-describedby={hint ? `${id}-hint` : undefined}
          className="h-11 w-full appearance-none truncate rounded-lg border border-line-strong bg-raised pr-10 pl-3 text-base text-ink focus-visible:outline-offset-0"
          {...props}
        >
          {children}
        </select>
        <ChevronDown
          size={16}
          className="pointer-events-none absolute top-1/2 right-3.5 -translate-y-1/2 text-soft"
          aria-hidden="true"
        />
      </div>
      {hint && (
        <div id={`${id}-hint`} className="text-[0.8125rem] text-soft">
          {hint}
        </div>
      )}
    </div>
  );
}
