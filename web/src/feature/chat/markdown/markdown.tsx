import { Children, type ReactNode, useMemo } from 'react';
import remarkMath from 'remark-math';
import { type Components, defaultRemarkPlugins, Streamdown, type StreamdownProps } from 'streamdown';
import { useText } from '../../../lib/use-text.ts';
import { CodeBlock } from './code-block.tsx';
import { ForeignImage } from './foreign-image.tsx';
import { Formula } from './formula.tsx';
import { rehypePlugins } from './hardening.ts';
import { markFormulas } from './mark-formulas.ts';
import './markdown.css';
import { SafeLink } from './safe-link.tsx';
import { ScrollFrame } from './scroll-frame.tsx';

const remarkPlugins: NonNullable<StreamdownProps['remarkPlugins']> = [
  ...Object.values(defaultRemarkPlugins),
  // Single dollars are looked at by markFormulas, which knows prices.
  [remarkMath, { singleDollarTextMath: false }],
];

const components: Components = {
  a: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  img: ({ src, alt }) => <ForeignImage src={typeof src === 'string' ? src : undefined} alt={alt} />,
  code: ({ className, children }) => <CodeBlock className={className}>{children}</CodeBlock>,
  inlineCode: ({ className, children }) =>
    className === 'language-math' ? (
      <Formula tex={Children.toArray(children).join('')} isDisplay={false} />
    ) : (
      <code className="inline-code">{children}</code>
    ),
  table: ({ children }) => <TableFrame>{children}</TableFrame>,
  // The rest is drawn by markdown.css alone.
  blockquote: 'blockquote',
  h1: 'h1',
  h2: 'h2',
  h3: 'h3',
  h4: 'h4',
  h5: 'h5',
  h6: 'h6',
  hr: 'hr',
  li: 'li',
  ol: 'ol',
  section: 'section',
  strong: 'strong',
  sub: 'sub',
  sup: 'sup',
  tbody: 'tbody',
  td: 'td',
  th: 'th',
  thead: 'thead',
  tr: 'tr',
  ul: 'ul',
};

function TableFrame({ children }: { children?: ReactNode }) {
  const t = useText();
  return (
    <ScrollFrame className="table-frame" label={t('chat.table')}>
      <table>{children}</table>
    </ScrollFrame>
  );
}

interface MarkdownProps {
  text: string;
  /** Otherwise marks that are still open are shown as if they were closed. */
  isComplete: boolean;
}

/** What a model wrote, as a page; hardening.ts says what it may not do. */
export function Markdown({ text, isComplete }: MarkdownProps) {
  const marked = useMemo(() => markFormulas(text), [text]);
  return (
    <Streamdown
      className="markdown"
      // The static mode builds another tree: changing over at the end of an answer would draw all of it anew.
      mode="streaming"
      parseIncompleteMarkdown={!isComplete}
      // So that a code block knows whether its fence is still open.
      isAnimating={!isComplete}
      components={components}
      remarkPlugins={remarkPlugins}
      rehypePlugins={rehypePlugins}
      controls={false}
    >
      {marked}
    </Streamdown>
  );
}
