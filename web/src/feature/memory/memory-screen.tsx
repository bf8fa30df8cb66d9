import { BookMarked, Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useText } from '../../lib/use-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageView } from '../../ui/page-view.tsx';
import { AddMemory } from './add-memory.tsx';
import { MemoryChoices } from './memory-choices.tsx';
import { MemoryItem } from './memory-item.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { useMemories } from './use-memories.ts';

/** What the assistant remembers: to be added to, searched, corrected and forgotten. */
export function MemoryScreen() {
  const t = useText();
  const [words, setWords] = useState('');
  const searched = useDeferredValue(words);
  const memories = useMemories('kept', searched);
  const isSearch = searched.trim() !== '';
  const hasNone = memories.data?.length === 0 && words === '' && !isSearch;
  return (
    <>
      <p className="-mt-6 text-soft">{t('context.memoryLead')}</p>
      <AddMemory />
      <SuggestionList />
      <section aria-label={t('context.memoryList')} className="grid gap-4">
        {!hasNone && <MemorySearch words={words} onChange={setWords} />}
        <PageView pages={memories} empty={<NoMemories isSearch={isSearch} />}>
          {(items) => (
            <ul className="divide-y divide-line rounded-2xl border border-line bg-raised">
              {items.map((memory) => (
                <MemoryItem key={memory.id} memory={memory} />
              ))}
            </ul>
          )}
        </PageView>
      </section>
      <MemoryChoices />
    </>
  );
}

function MemorySearch({ words, onChange }: { words: string; onChange(words: string): void }) {
  const t = useText();
  return (
    <search className="relative block">
      <Search size={16} className="absolute top-1/2 left-3.5 -translate-y-1/2 text-faint" aria-hidden="true" />
      <input
        type="search"
        aria-label={t('context.memorySearch')}
        placeholder={t('context.memorySearch')}
        value={words}
        maxLength={1_000}
        onChange={(event) => onChange(event.target.value)}
        className="h-11 w-full rounded-lg border border-line-strong bg-raised pr-3 pl-10 text-base placeholder:text-faint focus-visible:outline-offset-0"
      />
    </search>
  );
}

function NoMemories({ isSearch }: { isSearch: boolean }) {
  const t = useText();
  return isSearch ? (
    <EmptyState icon={<Search size={26} />} title={t('context.memoryNoneFound')}>
      {t('context.memoryNoneFoundLead')}
    </EmptyState>
  ) : (
    <EmptyState icon={<BookMarked size={26} />} title={t('context.memoryNoneTitle')}>
      {t('context.memoryNoneLead')}
    </EmptyState>
  );
}
