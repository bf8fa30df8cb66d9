import type { Window } from '@omniai/client';
import { say } from '../../lib/toast.ts';
import { useMe } from '../../lib/use-me.ts';
import { type Text, useText } from '../../lib/use-text.ts';
import { useActivateWindow, useWindows } from '../../lib/use-windows.ts';

interface WindowSwitchProps {
  /** Goes to the conversation of the window that was chosen. */
  onOpen(conversationId: string): void;
}

/** The five windows: into which conversation goes what is said to the wearable. Nothing as long as nobody speaks to one. */
export function WindowSwitch({ onOpen }: WindowSwitchProps) {
  const t = useText();
  const hasWearable = (useMe().data?.omi_links.length ?? 0) > 0;
  const { data } = useWindows(hasWearable);
  const activate = useActivateWindow();
  if (!data || !hasWearable) return null;
  const choose = (window: Window) => {
    activate.mutate(window);
    if (window.conversation_id !== null) onOpen(window.conversation_id);
    else say(t('common.windowEmpty', { slot: window.slot }));
  };
  return (
    <fieldset className="flex items-center gap-1 px-2 py-1">
      <legend className="float-left mr-auto text-xs text-soft">{t('common.windows')}</legend>
      {data.windows.map((window) => (
        <button
          key={window.slot}
          type="button"
          aria-pressed={window.active}
          aria-label={labelOf(window, t)}
          title={labelOf(window, t)}
          onClick={() => choose(window)}
          className={`size-7 rounded-md text-xs tabular-nums ${
            window.active ? 'bg-accent-soft font-semibold text-accent' : 'text-soft hover:bg-hover hover:text-ink'
          }`}
        >
          {window.slot}
        </button>
      ))}
    </fieldset>
  );
}

function labelOf({ slot, title }: Window, t: Text): string {
  return title ? t('common.windowOf', { slot, title }) : t('common.windowFree', { slot });
}
