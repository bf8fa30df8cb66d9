import { useId } from 'react';

/** @param share from 0 to 1 */
export function ImportProgress({ label, share }: { label: string; share: number }) {
  const id = useId();
  return (
    <div className="grid gap-2 text-sm">
      <label htmlFor={id}>{label}</label>
      <progress
        id={id}
        value={share}
        className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}
