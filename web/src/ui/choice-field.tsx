import { useId } from 'react';

interface ChoiceFieldProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string; hint?: string }[];
  value: Value;
  onChange(value: Value): void;
}

/** One of a few, all in sight, each with what it means. */
export function ChoiceField<Value extends string>({ label, options, value, onChange }: ChoiceFieldProps<Value>) {
  const name = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-2 text-sm font-medium">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex cursor-pointer gap-3 rounded-xl border border-line px-3.5 py-3 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="mt-1 size-4 shrink-0 accent-accent outline-none"
          />
          <span className="grid min-w-0 gap-0.5">
            <span className="text-sm font-medium">{option.label}</span>
            {option.hint && <span className="text-[0.8125rem] text-soft">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
