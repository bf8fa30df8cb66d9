import { type ComponentProps, type ReactNode, useId } from 'react';

type TextFieldProps = ComponentProps<'input'> & {
  label: string;
  /** Shown below the field and read with it. */
  hint?: ReactNode;
};

export function TextField({ label, hint, ...props }: TextFieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-[0.8125rem] font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="h-11 w-full rounded-lg border border-line-strong bg-raised px-3 text-base text-ink placeholder:text-faint focus-visible:outline-offset-0"
        {...props}
      />
      {hint && (
        <div id={`${id}-hint`} className="text-[0.8125rem] text-soft">
          {hint}
        </div>
      )}
    </div>
  );
}
