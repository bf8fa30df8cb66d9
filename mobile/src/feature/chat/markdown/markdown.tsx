import { memo, useMemo } from 'react';
import { StyleSheet, View } from 'react-native';
import { type MarkdownBlock, parseMarkdown } from '../../../lib/parse-markdown.ts';
import { Block } from './block.tsx';

/** A text of a model, drawn: no HTML, no picture from anywhere, every link with its host. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return (
    <View style={styles.text}>
      {blocks.map((block, index) => (
        // A block of a growing text keeps its place; only the last one changes.
        // biome-ignore lint/suspicious/noArrayIndexKey: its place is what names it
        <Drawn key={index} block={block} />
      ))}
    </View>
  );
});

const Drawn = memo(
  ({ block }: { block: MarkdownBlock }) => <Block node={block.node} />,
  (before, after) =>
    before.block.source === after.block.source && before.block.node.token.type === after.block.node.token.type,
);

const styles = StyleSheet.create({ text: { gap: 12 } });
