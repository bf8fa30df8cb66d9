import { Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, useState } from 'react';
import { useText } from '../../lib/use-text.ts';

interface FileDropProps {
  onDrop(files: readonly File[]): void;
  children: ReactNode;
}

/** The main part of the page, on which files may be dropped anywhere. */
export function FileDrop({ onDrop, children }: FileDropProps) {
  const t = useText();
  const [isOver, setOver] = useState(false);
  const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');
  return (
    <main
      className="relative flex h-full min-w-0 flex-1 flex-col"
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (!carriesFiles(event)) return;
        event.preventDefault();
        onDrop([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-3 z-20 grid place-content-center justify-items-center gap-2 rounded-2xl border-2 border-dashed border-accent bg-page/90 font-medium text-accent">
          <Upload size={24} aria-hidden="true" />
          {t('chat.dropHere')}
        </div>
      )}
    </main>
  );
}
