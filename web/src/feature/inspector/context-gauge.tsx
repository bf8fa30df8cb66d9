import { lazy, Suspense, useState } from 'react';
import { formatContextLength, formatShare } from '../../lib/format.ts';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { useText } from '../../lib/use-text.ts';
import { useContext } from './use-context.ts';

const ContextInspector = lazy(() =>
  import('./context-inspector.tsx').then((module) => ({ default: module.ContextInspector })),
);

interface ContextGaugeProps {
  conversationId: string;
  choice: ModelChoice | null;
}

const RADIUS = 7;
const ROUND = 2 * Math.PI * RADIUS;

/** How full the model's context is with this conversation; pressed, it shows what is in there. */
export function ContextGauge({ conversationId, choice }: ContextGaugeProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { data } = useContext(conversationId, choice);
  if (!data) return null;
  const { tokens = 0, context_length: length = null } = data.totals;
  const share = length === null ? null : Math.min(1, tokens / length);
  const isTight = data.totals.dropped > 0 || (share !== null && share > 0.85);
  const said = share === null ? formatContextLength(tokens) : formatShare(share);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-label={t('chat.contextOpen', { said })}
        title={t('chat.contextOpen', { said })}
        className={`flex h-9 items-center gap-2 rounded-lg px-2 text-xs tabular-nums hover:bg-hover ${isTight ? 'text-warn' : 'text-soft'}`}
      >
        <svg viewBox="0 0 18 18" className="size-4.5 -rotate-90" aria-hidden="true">
          <circle cx="9" cy="9" r={RADIUS} fill="none" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2.5" />
          <circle
            cx="9"
            cy="9"
            r={RADIUS}
            fill="none"
            stroke="currentColor"
            strokeWidth="2.5"
            strokeDasharray={`${(share ?? 0) * ROUND} ${ROUND}`}
          />
        </svg>
        <span className="hidden sm:inline">{said}</span>
      </button>
      {isOpen && (
        <Suspense>
          <ContextInspector conversationId={conversationId} context={data} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
