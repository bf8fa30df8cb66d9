import { FileText, X } from 'lucide-react';
import { useFileAddress } from '../../lib/use-file-address.ts';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { Attachment } from './attachment.ts';

interface AttachmentListProps {
  list: readonly Attachment[];
  onRemove(key: string): void;
}

/** The files of a draft: pictures small, others by their names, each with how far it is on its way. */
export function AttachmentList({ list, onRemove }: AttachmentListProps) {
  const t = useText();
  if (list.length === 0) return null;
  return (
    <ul aria-label={t('chat.attached')} className="flex flex-wrap gap-2 px-1 pt-1 pb-2">
      {list.map((attachment) => (
        <li
          key={attachment.key}
          className="relative flex max-w-full items-center gap-2.5 overflow-hidden rounded-xl border border-line bg-panel p-1.5 pr-1 text-[0.8125rem] sm:max-w-72"
        >
          <Picture attachment={attachment} />
          <span className="grid min-w-0 flex-1">
            <span className="truncate">{attachment.name}</span>
            <State attachment={attachment} />
          </span>
          <IconButton
            label={t('chat.removeFile', { name: attachment.name })}
            size="smallIcon"
            onClick={() => onRemove(attachment.key)}
          >
            <X size={14} aria-hidden="true" />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

const PICTURE = 'size-10 shrink-0 rounded-lg object-cover';

function Picture({ attachment: { pictureUrl, file } }: { attachment: Attachment }) {
  if (pictureUrl !== null) return <img src={pictureUrl} alt="" className={PICTURE} />;
  if (file?.kind === 'image') return <KnownPicture id={file.id} />;
  return (
    <span className="grid size-10 shrink-0 place-items-center rounded-lg bg-hover text-soft" aria-hidden="true">
      <FileText size={18} />
    </span>
  );
}

/** One that the server has already, and this page does not. */
function KnownPicture({ id }: { id: string }) {
  return <img src={useFileAddress(id)} alt="" className={PICTURE} />;
}

function State({ attachment: { file, share, trouble } }: { attachment: Attachment }) {
  const t = useText();
  if (trouble !== null) {
    return (
      <span role="alert" className="text-xs text-danger">
        {trouble}
      </span>
    );
  }
  if (file !== null) return null;
  return (
    <span className="text-xs text-soft tabular-nums">
      {t('chat.uploading', { share: Math.floor(share * 100) })}
      <span
        aria-hidden="true"
        className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent transition-transform"
        style={{ transform: `scaleX(${share})` }}
      />
    </span>
  );
}
