import { Check } from 'lucide-react';

interface StepMarksProps {
  names: readonly string[];
  /** From 0; those before it are done. */
  current: number;
}

/** How far one has come. */
export function StepMarks({ names, current }: StepMarksProps) {
  return (
    <ol className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
      {names.map((name, index) => (
        <li
          key={name}
          aria-current={index === current ? 'step' : undefined}
          className={`flex items-center gap-2 ${index === current ? 'font-medium' : 'text-soft'}`}
        >
          <span
            aria-hidden="true"
            className={`grid size-6 place-items-center rounded-full text-xs tabular-nums ${
              index < current
                ? 'bg-accent text-on-accent'
                : index === current
                  ? 'bg-accent-soft text-accent'
                  : 'bg-panel text-soft'
            }`}
          >
            {index < current ? <Check size={14} /> : index + 1}
          </span>
          {name}
        </li>
      ))}
    </ol>
  );
}
