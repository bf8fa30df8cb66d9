import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

interface DialogProps {
  title: string;
  description?: ReactNode;
  onClose(): void;
  children: ReactNode;
}

/** A question in front of the page. It exists only while it is open. */
export function Dialog({ title, description, onClose, children }: DialogProps) {
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-black/40" />
        <Radix.Content
          {...(!description && { 'aria-describedby': undefined })}
          className="appear fixed inset-x-4 top-[10vh] z-50 mx-auto grid max-h-[86vh] max-w-md overflow-y-auto sm:top-[16vh] sm:max-h-[78vh] gap-4 rounded-2xl border border-line bg-raised p-6 shadow-float"
        >
          <div className="grid gap-1.5">
            <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
            {description && <Radix.Description className="text-sm text-soft">{description}</Radix.Description>}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
