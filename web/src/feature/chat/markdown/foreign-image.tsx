import { ImageOff } from 'lucide-react';
import { useText } from '../../../lib/use-text.ts';
import { findLinkHost } from './link-host.ts';

interface ForeignImageProps {
  src: string | undefined;
  alt: string | undefined;
}

/** In place of an image: what it is said to show and where it lies. Loading it would tell that host who reads this, so a person must choose to. */
export function ForeignImage({ src, alt }: ForeignImageProps) {
  const t = useText();
  const host = findLinkHost(src);
  const label = alt?.trim() || t('chat.image');
  return (
    <span className="inline-flex max-w-full items-center gap-2 rounded-lg border border-line bg-panel px-3 py-1.5 text-sm">
      <ImageOff size={15} className="shrink-0 text-soft" aria-hidden="true" />
      {host === undefined ? (
        <span className="truncate">{label}</span>
      ) : (
        <a href={src} target="_blank" rel="noopener noreferrer" title={src} className="truncate">
          {label} ({host})
        </a>
      )}
    </span>
  );
}
