import type { AnswerView } from '@omniai/client';
import { useText } from '../../lib/use-text.ts';
import { findLinkHost } from './markdown/link-host.ts';

/** What an answer refers to, each with the host it leads to. A source that leads nowhere safe is left out. */
export function SourceList({ citations }: { citations: AnswerView['citations'] }) {
  const t = useText();
  const sources = new Map(citations.map(({ url, title }) => [url, { title, host: findLinkHost(url) }]));
  const shown = [...sources].filter(([, { host }]) => host !== undefined);
  if (shown.length === 0) return null;
  return (
    <section aria-label={t('chat.sources')} className="grid gap-1.5">
      <h4 className="text-xs font-medium text-faint">{t('chat.sources')}</h4>
      <ol className="flex flex-wrap gap-1.5">
        {shown.map(([url, { title, host }], index) => (
          <li key={url} className="max-w-full">
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer"
              title={url}
              className="flex max-w-72 items-center gap-1.5 rounded-lg border border-line bg-raised px-2.5 py-1 text-[0.8125rem] hover:bg-hover"
            >
              <span className="text-faint tabular-nums">{index + 1}</span>
              <span className="truncate">{title || host}</span>
              {title && <span className="shrink-0 text-soft">({host})</span>}
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
