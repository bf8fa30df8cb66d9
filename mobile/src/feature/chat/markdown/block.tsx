import type { ReactNode } from 'react';
import { StyleSheet, View } from 'react-native';
import type { MarkdownNode } from '../../../lib/parse-markdown.ts';
import { Text } from '../../../ui/text.tsx';
import { useTheme } from '../../../ui/use-theme.ts';
import { CodeBlock } from './code-block.tsx';
import { Inline } from './inline.tsx';
import { Table } from './table.tsx';

/** One block of markdown: a paragraph, a list, a quotation, code. */
export function Block({ node }: { node: MarkdownNode }): ReactNode {
  const theme = useTheme();
  const { token, children } = node;
  switch (token.type) {
    case 'heading_open':
      return (
        <Text size={token.tag === 'h1' || token.tag === 'h2' ? 'heading' : 'body'} role="heading" style={styles.bold}>
          <Inlines nodes={children} />
        </Text>
      );
    case 'paragraph_open':
      return (
        <Text selectable>
          <Inlines nodes={children} />
        </Text>
      );
    case 'bullet_list_open':
    case 'ordered_list_open':
      return <List node={node} />;
    case 'blockquote_open':
      return (
        <View style={[styles.quote, { borderColor: theme.lineStrong }]}>
          <Blocks nodes={children} />
        </View>
      );
    case 'fence':
    case 'code_block':
      return <CodeBlock code={token.content} language={token.info.trim().split(/\s+/)[0] ?? ''} />;
    case 'table_open':
      return <Table node={node} />;
    case 'hr':
      return <View style={[styles.rule, { backgroundColor: theme.line }]} />;
    default:
      return <Text>{token.content}</Text>;
  }
}

function Blocks({ nodes }: { nodes: readonly MarkdownNode[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: its place is what names it
  return nodes.map((node, index) => <Block key={index} node={node} />);
}

function Inlines({ nodes }: { nodes: readonly MarkdownNode[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: its place is what names it
  return nodes.flatMap(({ children }) => children).map((node, index) => <Inline key={index} node={node} />);
}

function List({ node: { token, children } }: { node: MarkdownNode }) {
  const first = Number(token.attrGet('start') ?? 1);
  return (
    <View role="list" style={styles.list}>
      {children.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its place is what names it
        <View key={index} role="listitem" style={styles.item}>
          <Text tone="soft" style={styles.mark}>
            {token.type === 'ordered_list_open' ? `${first + index}.` : '•'}
          </Text>
          <View style={styles.words}>
            <Blocks nodes={item.children} />
          </View>
        </View>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  bold: { fontWeight: '600', marginTop: 4 },
  quote: { borderLeftWidth: 3, paddingLeft: 14, gap: 8 },
  rule: { height: 1, marginVertical: 4 },
  list: { gap: 6 },
  item: { flexDirection: 'row', gap: 8 },
  mark: { minWidth: 18, textAlign: 'right' },
  words: { flex: 1, gap: 6 },
});
