import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useText } from '../../lib/use-text.ts';
import { useActivateWindow, useWindows } from '../../lib/use-windows.ts';
import { QueryView } from '../../ui/query-view.tsx';

/** The five windows: which one is spoken into, and what is in each. */
export function WindowList() {
  const t = useText();
  const name = useId();
  const windows = useWindows();
  const activate = useActivateWindow();
  const active = activate.isPending ? activate.variables.slot : windows.data?.windows.find((each) => each.active)?.slot;
  return (
    <fieldset className="min-w-0">
      <legend className="pb-2 text-sm font-medium">{t('voice.windows')}</legend>
      <QueryView query={windows}>
        {(data) => (
          <div className="divide-y divide-line rounded-xl border border-line">
            {data.windows.map((window) => (
              <div key={window.slot} className="flex min-h-11 items-center gap-3 px-3.5 py-1.5">
                <label className="flex min-w-0 flex-1 cursor-pointer items-center gap-3 text-sm">
                  <input
                    type="radio"
                    name={name}
                    checked={window.slot === active}
                    onChange={() => activate.mutate({ slot: window.slot })}
                    className="size-4 shrink-0 accent-accent"
                  />
                  <span className="shrink-0 text-soft tabular-nums">{window.slot}</span>
                  <span className={`truncate ${window.title === null ? 'text-soft' : ''}`}>
                    {window.title ?? t('voice.windowEmpty')}
                  </span>
                </label>
                {window.conversation_id !== null && (
                  <Link
                    to="/c/$conversationId"
                    params={{ conversationId: window.conversation_id }}
                    aria-label={t('voice.windowOpen', { slot: window.slot })}
                    className="shrink-0 rounded text-[0.8125rem] text-soft underline decoration-line-strong underline-offset-3 hover:text-ink"
                  >
                    {t('voice.open')}
                  </Link>
                )}
              </div>
            ))}
          </div>
        )}
      </QueryView>
    </fieldset>
  );
}
