import { ScrollView, StyleSheet, View } from 'react-native';
import type { MarkdownNode } from '../../../lib/parse-markdown.ts';
import { Text } from '../../../ui/text.tsx';
import { useTheme } from '../../../ui/use-theme.ts';
import { Inline } from './inline.tsx';

/** A table, wider than the screen where it must be. */
export function Table({ node }: { node: MarkdownNode }) {
  const theme = useTheme();
  const rows = node.children.flatMap(({ children }) => children);
  return (
    <ScrollView horizontal>
      <View style={[styles.table, { borderColor: theme.line }]}>
        {rows.map((row, index) => (
          <View
            // biome-ignore lint/suspicious/noArrayIndexKey: its place is what names it
            key={index}
            style={[styles.row, { borderColor: theme.line }, index === 0 && { backgroundColor: theme.panel }]}
          >
            {row.children.map((cell, column) => (
              <View
                // biome-ignore lint/suspicious/noArrayIndexKey: its place is what names it
                key={column}
                style={styles.cell}
              >
                <Text size="small" style={index === 0 && styles.head}>
                  {cell.children
                    .flatMap(({ children }) => children)
                    .map((part, place) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: its place is what names it
                      <Inline key={place} node={part} />
                    ))}
                </Text>
              </View>
            ))}
          </View>
        ))}
      </View>
    </ScrollView>
  );
}

const styles = StyleSheet.create({
  table: { borderWidth: 1, borderRadius: 10, overflow: 'hidden' },
  row: { flexDirection: 'row', borderBottomWidth: StyleSheet.hairlineWidth },
  cell: { width: 150, paddingHorizontal: 12, paddingVertical: 8 },
  head: { fontWeight: '600' },
});
