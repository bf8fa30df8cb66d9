import { type ComponentProps, type ReactNode, useId } from 'react';

type TextAreaProps = ComponentProps<'textarea'> & {
  label: string;
  /** Shown below the field and read with it. */
  hint?: ReactNode;
};

/** Several lines of text. */
export function TextArea({ label, hint, ...props }: TextAreaProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-[0.8125rem] font-medium">
        {label}
      </label>
      <textarea
        id={id}
        rows={4}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="w-full rounded-lg border border-line-strong bg-raised px-3 py-2.5 text-base text-ink placeholder:text-faint focus-visible:outline-offset-0"
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
