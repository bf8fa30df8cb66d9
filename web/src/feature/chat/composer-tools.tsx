import { Globe, Paperclip, Wrench } from 'lucide-react';
import { lazy, useRef } from 'react';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { ToolSwitches } from './use-tool-switches.ts';

const ToolMenu = lazy(() => import('./tool-menu.tsx').then((module) => ({ default: module.ToolMenu })));

interface ComposerToolsProps {
  switches: ToolSwitches;
  onAttach(files: readonly File[]): void;
}

const SWITCH =
  'flex h-9 items-center gap-1.5 rounded-xl px-2.5 text-[0.8125rem] font-medium text-soft hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent data-[on=true]:bg-accent-soft data-[on=true]:text-accent';

/** What a message may have beside its words: files, and what its answer may use. */
export function ComposerTools({ switches, onAttach }: ComposerToolsProps) {
  const t = useText();
  const picker = useRef<HTMLInputElement>(null);
  const { servers, serversOn } = switches;
  return (
    <div className="flex min-w-0 items-center gap-0.5">
      <input
        ref={picker}
        type="file"
        multiple
        tabIndex={-1}
        aria-label={t('chat.attach')}
        className="sr-only"
        onChange={({ target }) => {
          onAttach([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <IconButton label={t('chat.attach')} className="rounded-xl" onClick={() => picker.current?.click()}>
        <Paperclip size={17} aria-hidden="true" />
      </IconButton>
      {switches.canSearch && (
        <button
          type="button"
          aria-pressed={switches.isSearching}
          aria-label={t('chat.webSearch')}
          title={t('chat.webSearch')}
          onClick={switches.switchSearch}
          className={SWITCH}
        >
          <Globe size={16} aria-hidden="true" />
          <span className="hidden sm:inline">{t('chat.webSearch')}</span>
        </button>
      )}
      {servers.length > 0 && (
        <MenuButton
          content={(float) => <ToolMenu {...float} switches={switches} />}
          className={SWITCH}
          data-on={serversOn.length > 0}
        >
          <Wrench size={16} aria-hidden="true" />
          <span className="sr-only sm:not-sr-only">{t('chat.tools')}</span>
          {serversOn.length > 0 && <span className="tabular-nums">{serversOn.length}</span>}
        </MenuButton>
      )}
    </div>
  );
}
