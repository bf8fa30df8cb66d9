import { Command } from 'cmdk';
import { MessageSquare, Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { useDebounced } from '../../lib/use-debounced.ts';
import { useText } from '../../lib/use-text.ts';
import { MessageHit } from './message-hit.tsx';
import { PaletteGroup, PaletteItem } from './palette-item.tsx';
import { useMessageSearch, useTitleSearch } from './use-search.ts';

export interface PaletteAction {
  label: string;
  icon: ReactNode;
  /** Offered only to who begins to write its name. */
  isRare?: boolean;
  run(): void;
}

interface CommandPaletteProps {
  actions: readonly PaletteAction[];
  /** @param messageId null for the conversation as it was left */
  onOpen(conversationId: string, messageId: string | null): void;
  onClose(): void;
}

/** Fast hands do not want a request for each letter. */
const REST_MS = 150;
/** As the server takes it. */
const MOST_UNITS = 500;

/** One field for everything: what can be done, conversations by their titles, messages by their words. */
export function CommandPalette({ actions, onOpen, onClose }: CommandPaletteProps) {
  const t = useText();
  const [words, setWords] = useState('');
  const sought = useDebounced(words.trim(), REST_MS);
  const titles = useTitleSearch(sought);
  const messages = useMessageSearch(sought);
  const fitting = actions.filter(({ label, isRare }) =>
    words.trim() === '' ? !isRare : fold(label).includes(fold(words.trim())),
  );
  const conversations = titles.data?.items ?? [];
  const hits = messages.data?.items.filter((hit) => hit.message_id !== null) ?? [];
  const [selected, select] = useState('');
  const values = [
    ...fitting.map(({ label }) => `action ${label}`),
    ...conversations.map(({ id }) => `conversation ${id}`),
    ...hits.map((hit) => `message ${hit.message_id}`),
  ];
  const isEmpty = fitting.length + conversations.length + hits.length === 0;
  const isSearching = titles.isFetching || messages.isFetching || sought !== words.trim();
  const failure = titles.error ?? messages.error;
  const choose = (act: () => void) => {
    // First: what is done may lay something else over the page.
    onClose();
    act();
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="appear fixed inset-x-3 top-[max(0.75rem,10vh)] z-50 mx-auto max-w-2xl overflow-hidden rounded-2xl border border-line bg-raised shadow-float"
        >
          <Dialog.Title className="sr-only">{t('common.search')}</Dialog.Title>
          <Command
            shouldFilter={false}
            loop
            label={t('common.search')}
            // What was selected may not be among what is found now.
            value={values.includes(selected) ? selected : (values[0] ?? '')}
            onValueChange={select}
          >
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search size={17} className="shrink-0 text-soft" aria-hidden="true" />
              <Command.Input
                value={words}
                onValueChange={setWords}
                maxLength={MOST_UNITS}
                placeholder={t('common.searchHint')}
                className="h-13 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-faint"
              />
            </div>
            <Command.List
              label={t('common.search')}
              className="max-h-[min(28rem,60vh)] scroll-py-2 overflow-y-auto overscroll-contain p-2"
            >
              <PaletteGroup heading={t('common.actions')} isShown={fitting.length > 0}>
                {fitting.map(({ label, icon, run }) => (
                  <PaletteItem key={label} value={`action ${label}`} icon={icon} onSelect={() => choose(run)}>
                    {label}
                  </PaletteItem>
                ))}
              </PaletteGroup>
              <PaletteGroup heading={t('common.conversations')} isShown={conversations.length > 0}>
                {conversations.map(({ id, title }) => (
                  <PaletteItem
                    key={id}
                    value={`conversation ${id}`}
                    icon={<MessageSquare size={16} />}
                    onSelect={() => choose(() => onOpen(id, null))}
                  >
                    {title || t('common.newConversation')}
                  </PaletteItem>
                ))}
              </PaletteGroup>
              <PaletteGroup heading={t('common.messages')} isShown={hits.length > 0}>
                {hits.map((hit) => (
                  <MessageHit
                    key={hit.message_id}
                    hit={hit}
                    onSelect={() => choose(() => onOpen(hit.conversation_id, hit.message_id))}
                  />
                ))}
              </PaletteGroup>
            </Command.List>
            <p role="status" className={isEmpty || failure ? 'px-5 pt-1 pb-5 text-sm text-soft' : 'sr-only'}>
              {failure ? failure.message : isEmpty && t(isSearching ? 'common.searching' : 'common.nothingFound')}
            </p>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function fold(text: string): string {
  return text.toLocaleLowerCase();
}
