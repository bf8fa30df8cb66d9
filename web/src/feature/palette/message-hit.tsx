import { type SearchHit, toPlainPieces } from '@omniai/client';
import { Sparkles, User } from 'lucide-react';
import { readerLocale } from '../../lib/reader-locale.ts';
import { useText } from '../../lib/use-text.ts';
import { PaletteItem } from './palette-item.tsx';

/** A message that was found: in which conversation, when, and the words where they stand. */
export function MessageHit({ hit, onSelect }: { hit: SearchHit; onSelect(): void }) {
  const t = useText();
  const date = new Date(hit.created_at).toLocaleDateString(readerLocale(), { dateStyle: 'medium' });
  return (
    <PaletteItem
      value={`message ${hit.message_id}`}
      icon={hit.role === 'user' ? <User size={16} /> : <Sparkles size={16} />}
      onSelect={onSelect}
    >
      <span className="flex gap-3 text-xs text-soft">
        <span className="min-w-0 flex-1 truncate">{hit.conversation_title || t('common.newConversation')}</span>
        {hit.archived && <span>{t('common.inArchive')}</span>}
        <span className="shrink-0">{date}</span>
      </span>
      <span className="line-clamp-2 text-sm leading-snug wrap-anywhere whitespace-normal">
        {toPlainPieces(hit.snippet).map(({ text, marked }, index) =>
          marked ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a snippet never move
            <mark key={index} className="rounded-sm bg-accent-soft font-medium text-accent">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </span>
    </PaletteItem>
  );
}
