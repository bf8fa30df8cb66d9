import { ArrowUp, ListPlus, Square } from 'lucide-react';
import {
  type ClipboardEvent,
  type KeyboardEvent as FieldKeyEvent,
  type Ref,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import { useLatest } from '../../lib/use-latest.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { AttachmentList } from './attachment-list.tsx';
import { ComposerTools } from './composer-tools.tsx';
import { DictationButton } from './dictation-button.tsx';
import type { Attachments } from './use-attachments.ts';
import type { ToolSwitches } from './use-tool-switches.ts';

interface ComposerProps {
  text: string;
  onChange(text: string): void;
  attachments: Attachments;
  switches: ToolSwitches;
  /** An answer is being written: it can be stopped, and what is sent waits for its end. */
  isAnswering: boolean;
  /** Whether a message may wait; one's first must have begun a conversation before. */
  canQueue: boolean;
  onSend(): void;
  onStop(): void;
  /** Up in the empty field: the last message comes back into the hand. */
  onEditLast(): void;
  fieldRef: Ref<HTMLTextAreaElement>;
}

const MAX_HEIGHT_PX = 240;
/** As many UTF-16 units as the server takes. */
const MOST_UNITS = 200_000;
const PASTED_NAME = 'pasted.txt';
const TEXT = { type: 'text/plain' };

export function Composer(props: ComposerProps) {
  const { text, onChange, attachments, isAnswering, onSend, onStop, onEditLast } = props;
  const t = useText();
  const field = useGrowingField(text);
  useEscape(isAnswering, onStop);
  const canSend = text.trim() !== '' && attachments.isReady && (!isAnswering || props.canQueue);
  const onKeyDown = (event: FieldKeyEvent) => {
    // While an input method composes a character, the keys belong to it.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowUp' && text === '') onEditLast();
    else if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    if (event.key === 'Enter' && canSend) onSend();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    const pasted = event.clipboardData.getData('text/plain');
    // What does not fit the field would be cut off in silence.
    if (text.length + pasted.length > MOST_UNITS) files.splice(0, files.length, new File([pasted], PASTED_NAME, TEXT));
    // A table that is copied comes as text and as a picture of it: the text is meant.
    else if (files.length === 0 || pasted !== '') return;
    event.preventDefault();
    attachments.add(files);
  };
  const hint = isAnswering ? 'chat.placeholderNext' : 'chat.placeholder';
  return (
    <form
      className="relative grid rounded-2xl border border-line-strong bg-raised p-2 shadow-float focus-within:border-accent"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) onSend();
      }}
    >
      <AttachmentList list={attachments.list} onRemove={attachments.remove} />
      <textarea
        ref={mergeRefs(field, props.fieldRef)}
        data-composer
        rows={1}
        // biome-ignore lint/a11y/noAutofocus: writing is what this page is for; without a keyboard it would only raise one
        autoFocus={window.matchMedia('(pointer: fine)').matches}
        value={text}
        aria-label={t('chat.message')}
        placeholder={t(attachments.list.length > 0 ? 'chat.placeholderFiles' : hint)}
        enterKeyHint="send"
        maxLength={MOST_UNITS}
        className="max-h-60 min-h-9 resize-none bg-transparent px-2.5 py-1.5 text-base outline-none placeholder:text-faint"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <div className="flex items-center justify-between gap-2 pt-1">
        <ComposerTools switches={props.switches} onAttach={attachments.add} />
        <div className="flex shrink-0 gap-1">
          <DictationButton text={text} onChange={onChange} />
          {isAnswering && (
            <Button
              look="plain"
              size="icon"
              className="rounded-xl"
              aria-label={t('chat.stop')}
              title={t('chat.stop')}
              onClick={onStop}
            >
              <Square size={13} fill="currentColor" aria-hidden="true" />
            </Button>
          )}
          {(!isAnswering || text.trim() !== '') && (
            <Button
              type="submit"
              look="primary"
              size="icon"
              className="rounded-xl"
              aria-label={t(isAnswering ? 'chat.queue' : 'chat.send')}
              title={t(isAnswering ? 'chat.queue' : 'chat.send')}
              disabled={!canSend}
            >
              {isAnswering ? <ListPlus size={18} aria-hidden="true" /> : <ArrowUp size={18} aria-hidden="true" />}
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}

/** Escape stops the answer while one writes or does nothing in particular; elsewhere the key has another meaning. */
function useEscape(isAnswering: boolean, onStop: () => void): void {
  const stop = useLatest(onStop);
  useEffect(() => {
    if (!isAnswering) return;
    const onKeyDown = ({ key, target, isComposing }: KeyboardEvent) => {
      const isOurs = target === document.body || (target instanceof HTMLElement && target.matches('[data-composer]'));
      if (key === 'Escape' && isOurs && !isComposing) stop.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isAnswering, stop]);
}

/** A field as high as what is written in it, up to a limit. */
function useGrowingField(text: string) {
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, MAX_HEIGHT_PX)}px`;
  }, [text]);
  return field;
}

function mergeRefs<Element>(...refs: Ref<Element>[]) {
  return (element: Element | null) => {
    for (const ref of refs) {
      if (typeof ref === 'function') ref(element);
      else if (ref) ref.current = element;
    }
  };
}
