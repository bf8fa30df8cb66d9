import { Children, type ReactNode } from 'react';
import { useIsCodeFenceIncomplete } from 'streamdown';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { DiagramFrame } from './diagram-frame.tsx';
import { Formula } from './formula.tsx';
import { HighlightedCode } from './highlighted-code.tsx';
import { ScrollFrame } from './scroll-frame.tsx';
import { useDiagram } from './use-diagram.ts';

interface CodeBlockProps {
  /** `language-…`, as the markdown's fence named it. */
  className: string | undefined;
  children?: ReactNode;
}

/** What stands between fences: code, or the formula or diagram that it describes. */
export function CodeBlock({ className, children }: CodeBlockProps) {
  const t = useText();
  const code = Children.toArray(children).join('').replace(/\n$/, '');
  const language = /language-(\S+)/.exec(className ?? '')?.[1] ?? '';
  const isOpen = useIsCodeFenceIncomplete();
  const diagram = useDiagram(language === 'mermaid' && !isOpen ? code : undefined);
  if (language === 'math') return <Formula tex={code} isDisplay />;
  return (
    <figure
      className="code-block relative overflow-hidden rounded-xl border border-line bg-panel"
      aria-label={t('chat.codeIn', { language: language || 'text' })}
    >
      <figcaption className="flex h-9 items-center justify-between border-b border-line pr-1 pl-3.5 text-xs text-soft">
        <span>{language || 'text'}</span>
        <span className="flex items-center gap-1">
          {diagram?.isDrawn && (
            <Button look="quiet" size="small" className="h-7 px-2 text-xs" onClick={diagram.toggle}>
              {t(diagram.isShown ? 'chat.showCode' : 'chat.showDiagram')}
            </Button>
          )}
          <CopyButton text={code} label={t('chat.copyCode')} />
        </span>
      </figcaption>
      {diagram && <DiagramFrame diagram={diagram} />}
      {!diagram?.isShown && (
        <ScrollFrame label={t('chat.code')} className="overflow-x-auto">
          <pre
            className="w-fit min-w-full px-3.5 py-3 font-mono text-[0.8125rem] leading-[1.6] whitespace-pre"
            dir="ltr"
          >
            <HighlightedCode code={code} language={language} />
          </pre>
        </ScrollFrame>
      )}
    </figure>
  );
}
