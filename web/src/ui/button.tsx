import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';

const button = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-lg font-medium transition-colors select-none disabled:opacity-50',
  {
    variants: {
      look: {
        primary: 'bg-accent text-on-accent hover:brightness-110 disabled:hover:brightness-100',
        plain: 'border border-line bg-raised text-ink hover:bg-hover',
        quiet: 'text-soft hover:bg-hover hover:text-ink',
        danger: 'bg-danger text-page hover:brightness-110',
      },
      size: {
        normal: 'h-10 px-4 text-sm',
        small: 'h-8 px-3 text-[0.8125rem]',
        icon: 'size-9',
        smallIcon: 'size-7 rounded-md',
      },
    },
    defaultVariants: { look: 'plain', size: 'normal' },
  },
);

export type ButtonProps = ComponentProps<'button'> & VariantProps<typeof button>;

export function Button({ look, size, className, type = 'button', ...props }: ButtonProps) {
  return <button type={type} className={button({ look, size, className })} {...props} />;
}
