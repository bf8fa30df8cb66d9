import { ChevronRight } from 'lucide-react';
import { useText } from '../../lib/use-text.ts';

/** What the model thought before it answered: folded, because it is long and not the answer. */
export function Reasoning({ text, isThinking }: { text: string; isThinking: boolean }) {
  const t = useText();
  return (
    <details className="group text-sm text-soft">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-md py-0.5 hover:text-ink">
        <ChevronRight size={14} className="transition-transform group-open:rotate-90" aria-hidden="true" />
        {t(isThinking ? 'chat.thinking' : 'chat.thoughts')}
      </summary>
      <p className="mt-2 border-l-2 border-line pl-4 leading-relaxed wrap-anywhere whitespace-pre-wrap">{text}</p>
    </details>
  );
}
