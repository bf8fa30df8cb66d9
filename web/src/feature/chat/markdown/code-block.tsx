import { Children, type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import type { Token } from './highlight.ts';
import { ScrollFrame } from './scroll-frame.tsx';

interface CodeBlockProps {
  /** `language-…`, as the markdown's fence named it. */
  className: string | undefined;
  children?: ReactNode;
}

export function CodeBlock({ className, children }: CodeBlockProps) {
  const t = useText();
  const code = Children.toArray(children).join('').replace(/\n$/, '');
  const language = /language-(\S+)/.exec(className ?? '')?.[1] ?? '';
  return (
    <figure
      className="code-block overflow-hidden rounded-xl border border-line bg-panel"
      aria-label={t('chat.codeIn', { language: language || 'text' })}
    >
      <figcaption className="flex h-9 items-center justify-between border-b border-line pr-1 pl-3.5 text-xs text-soft">
        <span>{language || 'text'}</span>
        <CopyButton text={code} label={t('chat.copyCode')} />
      </figcaption>
      <ScrollFrame label={t('chat.code')} className="overflow-x-auto">
        <pre className="w-fit min-w-full px-3.5 py-3 font-mono text-[0.8125rem] leading-[1.6] whitespace-pre" dir="ltr">
          <HighlightedCode code={code} language={language} />
        </pre>
      </ScrollFrame>
    </figure>
  );
}

interface Highlighted {
  code: string;
  lines: Token[][];
}

/** Code in colour once the highlighter has it; what came since is shown plain behind it, so that nothing moves. */
function HighlightedCode({ code, language }: { code: string; language: string }) {
  const [highlighted, setHighlighted] = useState<Highlighted | null>(null);
  useEffect(() => {
    let isStale = false;
    void import('./highlight.ts')
      .then(({ highlight }) => highlight(code, language))
      .then((lines) => lines && !isStale && setHighlighted({ code, lines }))
      // Without the highlighter, because the server is away for instance, code is shown in one colour.
      .catch(() => undefined);
    return () => {
      isStale = true;
    };
  }, [code, language]);
  if (!highlighted || !code.startsWith(highlighted.code)) return <code>{code}</code>;
  return (
    <code>
      {highlighted.lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are told apart by their place alone
        <span key={index}>
          {index > 0 && '\n'}
          {line.map((token) => (
            <span key={token.offset} style={token.color ? { color: token.color } : undefined}>
              {token.content}
            </span>
          ))}
        </span>
      ))}
      {code.slice(highlighted.code.length)}
    </code>
  );
}
