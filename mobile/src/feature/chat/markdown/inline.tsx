import type { ReactNode } from 'react';
import { Text as Part, StyleSheet } from 'react-native';
import type { MarkdownNode } from '../../../lib/parse-markdown.ts';
import { useText } from '../../../lib/use-text.ts';
import { Text } from '../../../ui/text.tsx';
import { useTheme } from '../../../ui/use-theme.ts';
import { SafeLink } from './safe-link.tsx';

/** What stands in a line of markdown. Nested texts take over size and colour from the line. */
export function Inline({ node: { token, children } }: { node: MarkdownNode }): ReactNode {
  const t = useText();
  const theme = useTheme();
  // biome-ignore lint/suspicious/noArrayIndexKey: its place is what names it
  const inner = children.map((node, index) => <Inline key={index} node={node} />);
  switch (token.type) {
    case 'softbreak':
      return ' ';
    case 'hardbreak':
      return '\n';
    case 'strong_open':
      return <Part style={styles.strong}>{inner}</Part>;
    case 'em_open':
      return <Part style={styles.em}>{inner}</Part>;
    case 's_open':
      return <Part style={styles.struck}>{inner}</Part>;
    case 'code_inline':
      return (
        <Text size="code" style={{ backgroundColor: theme.panel }}>
          {token.content}
        </Text>
      );
    case 'link_open':
      return (
        <SafeLink href={addressIn(token.attrGet('href'))} words={wordsIn(children)}>
          {inner}
        </SafeLink>
      );
    case 'image': {
      // Loading it would tell that host who reads this, so a person must choose to.
      const label = token.content.trim() || t('chat.image');
      return (
        <SafeLink href={addressIn(token.attrGet('src'))} words={label}>
          {t('chat.imageOf', { label })}
        </SafeLink>
      );
    }
    default:
      return token.content;
  }
}

function addressIn(attribute: string | number | null): string | undefined {
  return typeof attribute === 'string' ? attribute : undefined;
}

function wordsIn(nodes: readonly MarkdownNode[]): string {
  return nodes.map(({ token, children }) => token.content + wordsIn(children)).join('');
}

const styles = StyleSheet.create({
  strong: { fontWeight: '600' },
  em: { fontStyle: 'italic' },
  struck: { textDecorationLine: 'line-through' },
});
