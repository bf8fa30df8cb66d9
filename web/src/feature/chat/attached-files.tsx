import type { Message } from '@omniai/client';
import { FileText } from 'lucide-react';
import { formatBytes } from '../../lib/format.ts';
import { useFileAddress } from '../../lib/use-file-address.ts';

type AttachedFile = Message['files'][number];

/** What was sent along with a message: pictures as they are, other files by their names. Each opens in a page of its own. */
export function AttachedFiles({ files }: { files: readonly AttachedFile[] }) {
  return (
    <ul className="flex max-w-[85%] flex-wrap justify-end gap-2">
      {files.map((file) => (
        <li key={file.id} className="max-w-full">
          <AttachedFileLink file={file} />
        </li>
      ))}
    </ul>
  );
}

function AttachedFileLink({ file: { id, name, kind, bytes } }: { file: AttachedFile }) {
  const address = useFileAddress(id);
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      className="block overflow-hidden rounded-xl border border-line bg-raised hover:border-line-strong"
    >
      {kind === 'image' ? (
        <img src={address} alt={name} loading="lazy" className="max-h-56 min-h-16 max-w-64 object-cover" />
      ) : (
        <span className="flex items-center gap-2 px-3 py-2 text-sm">
          <FileText size={15} className="shrink-0 text-soft" aria-hidden="true" />
          <span className="truncate">{name}</span>
          <span className="shrink-0 text-xs text-soft">{formatBytes(bytes)}</span>
        </span>
      )}
    </a>
  );
}
