import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, type Ref, useLayoutEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';

interface ComposerProps {
  text: string;
  onChange(text: string): void;
  /** An answer is being written: the button stops it, and sending waits. */
  isAnswering: boolean;
  onSend(): void;
  onStop(): void;
  fieldRef: Ref<HTMLTextAreaElement>;
}

const MAX_HEIGHT_PX = 240;

export function Composer({ text, onChange, isAnswering, onSend, onStop, fieldRef }: ComposerProps) {
  const field = useGrowingField(text);
  const canSend = text.trim() !== '' && !isAnswering;
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (canSend) onSend();
  };
  return (
    <form
      className="flex items-end gap-2 rounded-2xl border border-line-strong bg-raised p-2 shadow-float focus-within:border-accent"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) onSend();
      }}
    >
      <textarea
        ref={mergeRefs(field, fieldRef)}
        rows={1}
        // biome-ignore lint/a11y/noAutofocus: writing is what this page is for; without a keyboard it would only raise one
        autoFocus={window.matchMedia('(pointer: fine)').matches}
        value={text}
        aria-label="Message"
        placeholder="Ask anything"
        enterKeyHint="send"
        maxLength={200_000}
        className="max-h-60 min-h-9 flex-1 resize-none bg-transparent px-2.5 py-1.5 text-base outline-none placeholder:text-faint"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {isAnswering ? (
        <Button look="plain" size="icon" className="rounded-xl" aria-label="Stop" title="Stop" onClick={onStop}>
          <Square size={13} fill="currentColor" />
        </Button>
      ) : (
        <Button
          type="submit"
          look="primary"
          size="icon"
          className="rounded-xl"
          aria-label="Send"
          title="Send"
          disabled={!canSend}
        >
          <ArrowUp size={18} />
        </Button>
      )}
    </form>
  );
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
