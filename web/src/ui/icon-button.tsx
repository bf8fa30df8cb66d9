import { Button, type ButtonProps } from './button.tsx';

/** A button that shows only a picture; its label is read out, and shown when the pointer rests on it. */
export function IconButton({ label, look = 'quiet', size = 'icon', ...props }: ButtonProps & { label: string }) {
  return <Button look={look} size={size} aria-label={label} title={label} {...props} />;
}
