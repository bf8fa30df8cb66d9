import { useEffect, useState } from 'react';
import type { Token } from './highlight.ts';

interface Highlighted {
  code: string;
  lines: Token[][];
}

/** Code in colour once the highlighter has it; what came since is shown plain behind it, so that nothing moves. */
export function HighlightedCode({ code, language }: { code: string; language: string }) {
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
